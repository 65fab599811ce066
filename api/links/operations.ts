import type { Operations } from '../http/describe.ts';
import { leadSchema } from '../leads/schema.ts';
import { LEAD_PARTS } from '../leads/operations.ts';
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
    summary: 'Link the client of a chat to a contact or a lead',
    description: [
      'The link is of the client: their next chats have it too. There is one contact, which takes the place of',
      'another one; of leads there may be several.',
    ],
    answers: { 200: linksSchema },
    errors: ['NOT_FOUND', 'CHAT_FINISHED', 'UNKNOWN_CONTACT'],
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
    errors: [...LEAD_PARTS, 'REASON_NEEDED'],
  },
} satisfies Operations;
