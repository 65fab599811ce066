import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { exportId, exportSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  ask: {
    tag: 'Exports',
    summary: 'Ask for a file of all chats, contacts, leads, orders or pages that fit, or of one conversation',
    description: [
      'It is written whether or not anybody waits; its `id` tells how far it is and brings it once it is there.',
      'It holds what whoever asks may see. CSV is UTF-8 with a mark, separated as in the language of whoever asks:',
      '`;` in Ukrainian, `,` in English; XLSX has moments as dates by the clock of `timeZone`. Nothing in either is a',
      'formula. PDF and `print`, a page of HTML without scripts, say above the table what was asked for.',
    ],
    answers: { 202: exportId },
    errors: ['NOT_ALLOWED', 'NOT_FOUND', 'TOO_MANY_EXPORTS', 'UNKNOWN_TIME_ZONE'],
  },
  list: {
    tag: 'Exports',
    summary: 'Own exports of the last day, the newest first',
    answers: { 200: listOf(exportSchema) },
  },
  one: {
    tag: 'Exports',
    summary: 'How far an own export is',
    answers: { 200: exportSchema },
    errors: ['NOT_FOUND'],
  },
  download: {
    tag: 'Exports',
    summary: 'The file, for a day and for whoever asked for it',
    answers: { 200: null },
    errors: ['NOT_FOUND', 'EXPORT_NOT_READY'],
  },
  cancel: {
    tag: 'Exports',
    summary: 'Cancel an export, or remove its file',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
