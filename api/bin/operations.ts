import { REFUSED } from '../chats/request.ts';
import { chatSchema } from '../chats/schema.ts';
import type { Operations } from '../http/describe.ts';
import { binSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  remove: {
    tag: 'Bin',
    summary: 'Delete a chat: put it into the bin',
    description: [
      'One that is open ends at once, and its client is told nothing; what they write next begins another chat.',
      'It stands in no list and no search from then on, nobody is its operator, and only admins can open it,',
      'until it is put back, or purged with all that was said in it. Deleted already, it stays as it is.',
    ],
    answers: { 200: chatSchema },
    errors: [...REFUSED],
  },
  restore: {
    tag: 'Bin',
    summary: 'Put a chat back',
    description: [
      'With its status, its operators who are still there, and all that was said in it.',
      'One that was open goes on, unless its client has begun another chat meanwhile: then it is finished.',
    ],
    answers: { 200: chatSchema },
    errors: ['NOT_DELETED'],
  },
  list: {
    tag: 'Bin',
    summary: 'Deleted chats, the last one first',
    description: 'Each is purged so many `days` after it was deleted.',
    answers: { 200: binSchema },
    errors: ['SEARCH_TOO_LONG'],
  },
} as const satisfies Operations;
