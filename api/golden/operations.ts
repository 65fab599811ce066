import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { goldenItem, goldenResult } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Golden chats',
    summary: 'Pinned chats',
    answers: { 200: listOf(goldenItem) },
  },
  pin: {
    tag: 'Golden chats',
    summary: 'Pin a chat',
    description: [
      'What it was told and asked is kept as it is now, without numbers, addresses and texts but for the first',
      'words. What comes of it by the settings in force is expected from now on.',
    ],
    answers: { 201: goldenItem },
    errors: ['CHAT_NOT_FOUND', 'CHAT_NOT_WHOLE', 'ALREADY_EXISTS', 'TOO_MANY_GOLDEN'],
  },
  unpin: {
    tag: 'Golden chats',
    summary: 'Unpin a chat',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
  run: {
    tag: 'Golden chats',
    summary: 'What these settings would make of the pinned chats',
    description: [
      'Those of the page; for the settings of all pages those of all. What has faults is left out.',
      'Nothing is saved.',
    ],
    answers: { 200: listOf(goldenResult) },
    errors: ['INVALID_SETTINGS'],
  },
} satisfies Operations;
