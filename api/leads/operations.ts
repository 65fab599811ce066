import type { Operations } from '../http/describe.ts';
import { countedListOf, listOf } from '../http/fields.ts';
import { chatOfRecord, historyOfRecord } from '../records/schema.ts';
import { leadSchema } from './schema.ts';

export const LEAD_PARTS = [
  'INVALID_CONTACT',
  'UNKNOWN_STATUS',
  'UNKNOWN_SOURCE',
  'UNKNOWN_EMPLOYEE',
  'UNKNOWN_CONTACT',
] as const;

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Leads',
    summary: 'Leads that are not archived, or those that are',
    answers: { 200: countedListOf(leadSchema) },
  },
  add: {
    tag: 'Leads',
    summary: 'Add a lead',
    description: 'Without a status it has the first that means new. A phone is kept as E.164.',
    answers: { 201: leadSchema },
    errors: [...LEAD_PARTS, 'REASON_NEEDED', 'CONVERSION_NEEDED'],
  },
  one: { tag: 'Leads', summary: 'One lead', answers: { 200: leadSchema }, errors: ['NOT_FOUND'] },
  chats: {
    tag: 'Leads',
    summary: 'Chats of the clients it is linked to, of those one may see',
    answers: { 200: listOf(chatOfRecord) },
  },
  history: {
    tag: 'Leads',
    summary: 'What of a lead was changed, the newest first',
    answers: { 200: listOf(historyOfRecord) },
  },
  change: {
    tag: 'Leads',
    summary: 'Change a lead',
    description: [
      'What is not given stays as it is. A status that means lost needs a reason; any other one takes it away.',
      '`archived` false brings back what was archived.',
    ],
    answers: { 200: leadSchema },
    errors: [
      ...LEAD_PARTS,
      'NOT_FOUND',
      'REASON_NEEDED',
      'NOTHING_TO_CHANGE',
      'CONVERSION_NEEDED',
      'CONVERSION_STANDS',
    ],
  },
  archive: {
    tag: 'Leads',
    summary: 'Archive a lead',
    description: 'Nothing of it is lost: a change of `archived` brings it back.',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
