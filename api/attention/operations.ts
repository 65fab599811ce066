import type { Operations } from '../http/describe.ts';
import { attentive } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  attend: {
    tag: 'Chats',
    summary: 'Tell that a tab shows a chat, or that somebody types in it',
    description: [
      'Every 10 s from each tab that is looked at, under an id of its own, and every 3 s while somebody types.',
      'Nothing of it is kept: silent for 25 s it is over. Others hear of it on the live stream as `attention`.',
      'Who may only read is told the others, and is not told of.',
    ],
    answers: { 200: attentive },
  },
  turnAway: {
    tag: 'Chats',
    summary: 'Tell that a tab shows the chat no more',
    answers: { 204: null },
  },
} satisfies Operations;
