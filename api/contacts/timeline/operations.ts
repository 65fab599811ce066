import type { Operations } from '../../http/describe.ts';
import { summarySchema, timelineSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  summary: {
    tag: 'Contacts',
    summary: 'How things stand with a contact: the open order, what is owed, the last document',
    answers: { 200: summarySchema },
    errors: ['NOT_FOUND'],
  },
  timeline: {
    tag: 'Contacts',
    summary: 'All that happened with a contact, the newest first',
    description: [
      'Chats of those one may see, leads, orders, documents, fields of the contact, of a lead or an order that were',
      'changed, merges; each names its kind.',
    ],
    answers: { 200: timelineSchema },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
