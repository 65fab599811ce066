import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { moment } from '../http/fields.ts';

/** What the API's document says of these operations. */
export const findOperations = {
  find: {
    tag: 'Messages',
    summary: 'Messages of a chat in which the words stand, the newest first',
    description: [
      'All of the chat are looked through, and words are read as `GET /api/search` reads them.',
      '`GET /api/chats/{number}/messages` with `from` tells what stands around one of them.',
    ],
    answers: {
      200: z.object({
        items: z.array(z.object({ id: z.string(), at: moment })),
        isWhole: z.boolean().describe('False: there are more than were told.'),
      }),
    },
    errors: ['SEARCH_TOO_LONG'],
  },
  nearest: {
    tag: 'Messages',
    summary: 'The first message of a chat from a moment on',
    description: 'Where none was written since, the last one; null: there is none at all.',
    answers: { 200: z.object({ id: z.string().nullable() }) },
  },
} satisfies Operations;
