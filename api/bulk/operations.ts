import type { Operations } from '../http/describe.ts';
import { bulkBegun, bulkSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  begin: {
    tag: 'Bulk actions',
    summary: 'Finish, assign, delete or restore many chats; change many contacts, leads or orders',
    description: [
      'The chats with these `numbers`, or all that fit the `filter`; where both are given, the numbers hold.',
      'Each chat is asked by itself, as `PUT …/status` or `POST …/transfer` asks it, in the name of whoever begins it,',
      'and may refuse. Only admins delete and put back: chats by their `numbers`, or all that one action deleted,',
      'once it is over.',
      'Contacts, leads and orders (`about`) are changed by their `ids` or all that fit, each as it would be alone;',
      'only admins delete contacts. `undo` puts back what one action changed.',
      'What was begun goes on without its caller, also after the processes were killed,',
      'and asks each once.',
    ],
    answers: { 202: bulkBegun },
    errors: [
      'TOO_MANY_CHATS',
      'TOO_MANY_RECORDS',
      'UNKNOWN_EMPLOYEE',
      'EMPLOYEE_INACTIVE',
      'UNKNOWN_STATUS',
      'REASON_NEEDED',
      'CONVERSION_NEEDED',
      'NOTHING_TO_CHANGE',
      'NOT_UNDOABLE',
      'BULK_RUNNING',
      'NOT_FOUND',
    ],
  },
  read: {
    tag: 'Bulk actions',
    summary: 'How far a bulk action has come',
    description: 'It is over when `done` and `refused` make up `total`. Seen by whoever began it, and by admins.',
    answers: { 200: bulkSchema },
    errors: ['NOT_FOUND'],
  },
  cancel: {
    tag: 'Bulk actions',
    summary: 'Cancel what is left of a bulk action',
    description: [
      'Chats that have done it already stay as they are, and those that are being asked are waited for: once `endedAt`',
      'stands, it changes no chat any more and may be undone. One that is over stays as it was.',
    ],
    answers: { 200: bulkSchema },
    errors: ['NOT_FOUND'],
  },
} as const satisfies Operations;
