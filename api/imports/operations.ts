import { FILE } from '../files/schema.ts';
import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { importSchema, rowSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  add: {
    tag: 'Imports',
    summary: 'Bring a table of contacts, which is read and checked; nothing is changed yet',
    description: [
      'The body is the file itself, CSV or XLSX, up to 25 MB and 100,000 rows. Encoding, delimiter, sheet and what the',
      'columns are is guessed, and can be changed. `state` says when the check is over (`ready`): `planned` counts',
      'rows that would make somebody, fit somebody, are there twice, were brought in before, or are faulty.',
    ],
    takes: FILE,
    answers: { 201: importSchema },
    errors: ['FILE_TOO_LARGE', 'EMPTY_FILE', 'FILES_UNAVAILABLE', 'NOT_A_TABLE'],
  },
  list: { tag: 'Imports', summary: 'Imports, the newest first', answers: { 200: listOf(importSchema) } },
  one: { tag: 'Imports', summary: 'How far an import is', answers: { 200: importSchema }, errors: ['NOT_FOUND'] },
  change: {
    tag: 'Imports',
    summary: 'Say how the file is to be read, what its columns are, and what is done with contacts that are there',
    description: [
      'Another encoding, delimiter or sheet has the file read anew, other columns have it checked anew.',
      '`onMatch`: `skip` leaves a contact with the same phone or e-mail as it is, `fill` gives it what is empty,',
      '`new` makes another one.',
    ],
    answers: { 200: importSchema },
    errors: ['NOT_FOUND', 'NOTHING_TO_CHANGE', 'INVALID_COLUMNS', 'IMPORT_NOT_READY', 'IMPORT_STARTED'],
  },
  start: {
    tag: 'Imports',
    summary: 'Bring the rows in that are not faulty',
    description: 'Each once, whatever is killed meanwhile. A row that was brought in before changes nothing.',
    answers: { 200: importSchema },
    errors: ['NOT_FOUND', 'IMPORT_NOT_READY'],
  },
  remove: {
    tag: 'Imports',
    summary: 'Cancel an import while it runs; take all of it back afterwards',
    description: [
      'Contacts that it made go unless they were used or changed since; those it changed get back what they had,',
      'unless that was changed since: such rows are listed (`show=kept`). One that was not started is forgotten.',
    ],
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
  rows: {
    tag: 'Imports',
    summary: 'Rows of the file, with what is to become of each',
    answers: { 200: listOf(rowSchema) },
    errors: ['NOT_FOUND'],
  },
  choose: {
    tag: 'Imports',
    summary: 'Say what is to be done with one row',
    answers: { 200: importSchema },
    errors: ['NOT_FOUND', 'IMPORT_NOT_READY', 'IMPORT_STARTED'],
  },
  faulty: {
    tag: 'Imports',
    summary: 'The faulty rows as a table, with the reason of each, to be mended and brought again',
    description: 'CSV in UTF-8 with a mark, separated by `;`. Nothing in it is a formula.',
    answers: { 200: null },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
