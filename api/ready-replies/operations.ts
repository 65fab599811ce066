import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { keptReplies, offeredList, readyReply } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Ready replies',
    summary: 'Ready replies',
    description: "Everybody's on the pages one sees, then one's own, each in its order.",
    answers: { 200: listOf(readyReply) },
  },
  add: {
    tag: 'Ready replies',
    summary: 'Add a ready reply',
    description: "Everybody's are added by admins; one's own by whoever answers clients.",
    answers: { 201: readyReply },
    errors: ['ALREADY_EXISTS', 'UNKNOWN_VARIABLE', 'PAGE_UNKNOWN', 'UNKNOWN_FILE', 'TOO_MANY_READY_REPLIES'],
  },
  keepAll: {
    tag: 'Ready replies',
    summary: 'Keep several ready replies at once: all of them, or none',
    description: [
      'What has the shortcut already in its scope is changed, the others are added in their order.',
      'Where one is refused nothing is kept; the paths of the details name it by its place in the list.',
    ],
    answers: { 200: keptReplies },
    errors: ['ALREADY_EXISTS', 'UNKNOWN_VARIABLE', 'PAGE_UNKNOWN', 'UNKNOWN_FILE', 'TOO_MANY_READY_REPLIES'],
  },
  change: {
    tag: 'Ready replies',
    summary: 'Change a ready reply',
    description: "Everybody's are changed by admins, who may also make it their own; one's own by oneself.",
    answers: { 200: readyReply },
    errors: [
      'NOT_FOUND',
      'ALREADY_EXISTS',
      'UNKNOWN_VARIABLE',
      'PAGE_UNKNOWN',
      'UNKNOWN_FILE',
      'TOO_MANY_READY_REPLIES',
    ],
  },
  move: {
    tag: 'Ready replies',
    summary: 'Move a ready reply in its list',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
  remove: {
    tag: 'Ready replies',
    summary: 'Remove a ready reply',
    description: 'What was sent with it stays.',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
  offer: {
    tag: 'Ready replies',
    summary: "Ready replies for a chat, with this chat's values",
    description: [
      "Those of the chat's page, the best found first. Each text is in pieces: where the chat has no value for a",
      'variable, the piece names it.',
    ],
    answers: { 200: offeredList },
  },
} satisfies Operations;
