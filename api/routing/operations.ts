import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { assignmentSchema, assignmentSummary } from './assignment-schema.ts';
import { estimateAnswer, LINES, shadowAnswer } from './trial-schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  listAssignments: {
    tag: 'Assignments',
    summary: 'How operators were sought for a chat, newest first',
    answers: { 200: listOf(assignmentSummary) },
  },
  readAssignment: {
    tag: 'Assignments',
    summary: 'One choice of an operator: who was considered, and what would have changed it',
    answers: { 200: assignmentSchema },
    errors: ['NOT_FOUND'],
  },
  whatIf: {
    tag: 'Settings',
    summary: 'Who would have got the chats of the last days by these settings',
    description: [
      'An estimate, beside what really happened and what the published settings would have done.',
      `With \`Accept: ${LINES}\` lines of \`{"progress": 0.4}\` come first and \`{"estimate": …}\` last.`,
      'Whoever closes the connection ends the work.',
    ],
    answers: { 200: estimateAnswer },
    errors: ['INVALID_SETTINGS', 'TOO_MANY_ATTEMPTS', 'BUSY'],
  },
  readShadow: {
    tag: 'Settings',
    summary: 'What the draft says beside the published settings, since it is tried',
    answers: { 200: shadowAnswer },
  },
  startShadow: {
    tag: 'Settings',
    summary: 'Try the draft without letting it decide',
    description: 'Until it is changed, published or discarded, or this is taken back.',
    answers: { 200: shadowAnswer },
    errors: ['DRAFT_CHANGED', 'INVALID_SETTINGS'],
  },
  stopShadow: {
    tag: 'Settings',
    summary: 'Try the draft no longer',
    answers: { 204: null },
  },
} satisfies Operations;
