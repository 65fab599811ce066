import type { Operations } from '../http/describe.ts';
import { alertChoice, alertsSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Me',
    summary: 'What happened to me in the last week, newest first',
    description: [
      'Chats that were given to me or went on without me, answers of mine that failed, and clients of mine who wrote',
      'while I was not there; fifty at most. `choice`: what I want to hear and see of what happens.',
    ],
    answers: { 200: alertsSchema },
  },
  markRead: { tag: 'Me', summary: 'Mark what happened until then as read', answers: { 204: null } },
  markOneRead: { tag: 'Me', summary: 'Mark one of them as read, as it was until then', answers: { 204: null } },
  choose: { tag: 'Me', summary: 'Choose what to be alerted of', answers: { 200: alertChoice } },
} satisfies Operations;
