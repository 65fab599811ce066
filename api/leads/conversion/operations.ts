import type { Operations } from '../../http/describe.ts';
import { ORDER_PARTS } from '../../orders/operations.ts';
import { leadSchema } from '../schema.ts';
import { conversionSchema, undone } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  look: {
    tag: 'Leads',
    summary: 'What became of a lead, and contacts that it may be of',
    answers: { 200: conversionSchema },
    errors: ['NOT_FOUND'],
  },
  convert: {
    tag: 'Leads',
    summary: 'Convert a lead: a contact, an order, and the status that means so, all or nothing',
    description: [
      'CONTACT_TO_CHOOSE: there are contacts that it may be of, and nobody said whether it is one of them; nothing was',
      'made. Clients of its chats of whom nobody knew who they are are that contact from then on.',
    ],
    answers: { 201: leadSchema },
    errors: ['NOT_FOUND', 'LEAD_CONVERTED', 'CONTACT_TO_CHOOSE', ...ORDER_PARTS],
  },
  undo: {
    tag: 'Leads',
    summary: 'Undo a conversion, while no document of its order was issued',
    description: 'The lead is what it was. What was made and nobody touched goes; what somebody worked on stays.',
    answers: { 200: undone },
    errors: ['NOT_FOUND', 'CONVERSION_ISSUED'],
  },
} satisfies Operations;
