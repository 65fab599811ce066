import type { Operations } from '../http/describe.ts';
import { linksSchema } from '../links/schema.ts';
import { outsideDocuments } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  documents: {
    tag: 'Neighbour',
    summary: 'Documents of the chat’s client in the company’s other CRM',
    description: 'An answer comes in time, whatever that CRM does.',
    answers: { 200: outsideDocuments },
  },
  ask: {
    tag: 'Neighbour',
    summary: 'Have a lead or an order made in the other CRM, or a document of it sent into the chat',
    description: [
      'It is kept at once and done as soon as that CRM answers, once, whatever dies in between; nobody waits for it.',
      'How far it is, say the links of the chat.',
    ],
    answers: { 202: linksSchema },
    errors: ['NEIGHBOUR_OFF', 'INVALID_CONTACT'],
  },
  again: {
    tag: 'Neighbour',
    summary: 'Ask again for what was refused',
    answers: { 202: linksSchema },
    errors: ['NOT_FOUND'],
  },
  withdraw: {
    tag: 'Neighbour',
    summary: 'Take back what is not there yet',
    description: 'What the CRM is making in this very moment is there all the same, and is shown.',
    answers: { 200: linksSchema },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
