import type { Operations } from '../http/describe.ts';
import { leadSchema } from '../leads/schema.ts';
import { LEAD_PARTS } from '../leads/operations.ts';
import { ORDER_PARTS } from '../orders/operations.ts';
import { orderSchema } from '../orders/schema.ts';
import { linksSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Links',
    summary: 'What the client of a chat is linked to, and what else may be theirs',
    description: 'Suggestions come with their reason; nothing is linked by itself.',
    answers: { 200: linksSchema },
  },
  link: {
    tag: 'Links',
    summary: 'Link the client of a chat to a contact, a lead or an order',
    description: [
      'The link is of the client: their next chats have it too. There is one contact, which takes the place of',
      'another one; of leads and orders there may be several, and the first of a kind is the main one.',
    ],
    answers: { 200: linksSchema },
    errors: ['NOT_FOUND', 'CHAT_FINISHED', 'UNKNOWN_CONTACT'],
  },
  choose: {
    tag: 'Links',
    summary: 'Make a lead or an order the main one of the client of a chat',
    description: 'It is linked where it was not. Another one is main no more.',
    answers: { 200: linksSchema },
    errors: ['NOT_FOUND'],
  },
  unlink: {
    tag: 'Links',
    summary: 'Take a link away',
    answers: { 200: linksSchema },
    errors: ['NOT_FOUND', 'CHAT_FINISHED', 'UNKNOWN_CONTACT'],
  },
  makeLead: {
    tag: 'Links',
    summary: 'Make a lead out of a chat, linked to its client',
    answers: { 201: leadSchema },
    errors: [...LEAD_PARTS, 'REASON_NEEDED', 'CONVERSION_NEEDED', 'NEIGHBOUR_ON'],
  },
  makeOrder: {
    tag: 'Links',
    summary: 'Make an order out of a chat, linked to its client',
    answers: { 201: orderSchema },
    errors: [...ORDER_PARTS, 'NEIGHBOUR_ON'],
  },
} satisfies Operations;
