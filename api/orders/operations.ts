import type { Operations } from '../http/describe.ts';
import { countedListOf, listOf } from '../http/fields.ts';
import { chatOfRecord, historyOfRecord } from '../records/schema.ts';
import { orderSchema } from './schema.ts';

export const ORDER_PARTS = [
  'UNKNOWN_STATUS',
  'UNKNOWN_SOURCE',
  'UNKNOWN_EMPLOYEE',
  'UNKNOWN_CONTACT',
  'REASON_NEEDED',
  'TOTAL_TOO_LARGE',
] as const;

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Orders',
    summary: 'Orders that are not archived, or those that are',
    answers: { 200: countedListOf(orderSchema) },
  },
  add: {
    tag: 'Orders',
    summary: 'Add an order',
    description: 'Without a status it has the first that means new. Its total is computed as documents compute theirs.',
    answers: { 201: orderSchema },
    errors: ORDER_PARTS,
  },
  one: { tag: 'Orders', summary: 'One order', answers: { 200: orderSchema }, errors: ['NOT_FOUND'] },
  chats: {
    tag: 'Orders',
    summary: 'Chats of the clients it is linked to, of those one may see',
    answers: { 200: listOf(chatOfRecord) },
  },
  history: {
    tag: 'Orders',
    summary: 'What of an order was changed, the newest first',
    answers: { 200: listOf(historyOfRecord) },
  },
  change: {
    tag: 'Orders',
    summary: 'Change an order',
    description: [
      'What is not given stays as it is; lines that are given take the place of all. A status that means cancelled',
      'needs a reason; any other one takes it away. `archived` false brings back what was archived.',
    ],
    answers: { 200: orderSchema },
    errors: [...ORDER_PARTS, 'NOT_FOUND', 'NOTHING_TO_CHANGE'],
  },
  archive: {
    tag: 'Orders',
    summary: 'Archive an order',
    description: 'Nothing of it is lost: a change of `archived` brings it back.',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
