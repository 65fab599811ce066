import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { candidateSchema, merged, mergeSchema, parted } from './merge-schema.ts';

/** What the API's document says of these operations. */
export const mergeOperations = {
  candidates: {
    tag: 'Contacts',
    summary: 'Contacts that may be the same one, each with why',
    answers: { 200: listOf(candidateSchema) },
    errors: ['NOT_FOUND'],
  },
  list: {
    tag: 'Contacts',
    summary: 'What was merged into a contact, the newest first',
    answers: { 200: listOf(mergeSchema) },
    errors: ['NOT_FOUND'],
  },
  merge: {
    tag: 'Contacts',
    summary: 'Make another contact one with this',
    description: [
      'In one transaction. Phones, e-mails, companies are united; clients, leads, documents go over. The other one is',
      'in no list any more; its id answers with this one.',
    ],
    answers: { 201: merged },
    errors: ['NOT_FOUND', 'CANNOT_MERGE'],
  },
  undo: {
    tag: 'Contacts',
    summary: 'Undo a merge',
    description: [
      'Exactly what went over goes back. What was linked or changed afterwards stays with the winner, and is said.',
    ],
    answers: { 200: parted },
    errors: ['NOT_FOUND', 'MERGED_SINCE'],
  },
} satisfies Operations;
