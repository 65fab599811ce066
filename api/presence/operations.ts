import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { leaveSchema, operatorSchema, ownPresence, personSpansSchema, presenceSchema, spanSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  listLeaves: {
    tag: 'Leaves',
    summary: 'Leaves that touch a time, the earliest first',
    answers: { 200: listOf(leaveSchema) },
    errors: ['INVALID_RANGE'],
  },
  addLeave: {
    tag: 'Leaves',
    summary: 'Add a leave: admins for anybody, everybody for themselves',
    answers: { 201: leaveSchema },
    errors: ['NOT_ALLOWED', 'NOT_FOUND', 'INVALID_RANGE'],
  },
  removeLeave: {
    tag: 'Leaves',
    summary: 'Remove a leave',
    answers: { 204: null },
    errors: ['NOT_ALLOWED', 'NOT_FOUND'],
  },
  beat: {
    tag: 'Me',
    summary: 'Tell that a desk is open',
    description: [
      'Every 15 s from each tab, under an id of its own; `active`: there was input since the last time.',
      'A tab that is silent for 45 s is taken for closed. This does not keep the session alive.',
    ],
    answers: { 200: ownPresence },
    errors: ['NOT_ALLOWED'],
  },
  setMode: {
    tag: 'Me',
    summary: 'Take a break, end the shift, or be back',
    description: [
      'On a break: away, which colleagues see as such; chats that one leads stay one’s own.',
      'Ended: offline, whatever is open.',
      'Stays until one is back, over log-outs too.',
    ],
    answers: { 200: ownPresence },
    errors: ['NOT_ALLOWED'],
  },
  closeTab: {
    tag: 'Me',
    summary: 'Tell that a desk was closed',
    answers: { 204: null },
  },
  list: {
    tag: 'Presence',
    summary: 'Presence of everybody who may be an operator',
    description: [
      'Online: an open desk that is heard of. Away: on a break, or no desk was touched for ten minutes.',
      'Offline: no open desk, or the shift was ended.',
      'Changes come on the live stream as `presence`.',
    ],
    answers: { 200: listOf(presenceSchema) },
  },
  listWorkload: {
    tag: 'Presence',
    summary: 'Languages, skills, capacity and open chats of everybody who may be an operator',
    answers: { 200: listOf(operatorSchema) },
  },
  listSpansOfAll: {
    tag: 'Presence',
    summary: 'Times in each state of everybody who may be an operator, by name',
    description: [
      'One request for a whole team, over at most 31 days. Of each the oldest first, at most 2000.',
      'Who is not in the list was offline throughout.',
    ],
    answers: { 200: listOf(personSpansSchema) },
    errors: ['INVALID_RANGE'],
  },
  listSpans: {
    tag: 'Presence',
    summary: 'Times in each state, oldest first',
    description: [
      'For admins, auditors and oneself. Times follow one another without gaps; before the first: offline.',
    ],
    answers: { 200: listOf(spanSchema) },
    errors: ['NOT_ALLOWED', 'INVALID_RANGE'],
  },
} satisfies Operations;
