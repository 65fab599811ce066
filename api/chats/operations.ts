import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { countedWalkOf, listOf, person, walkOf } from '../http/fields.ts';
import { colleague } from './colleagues.ts';
import { messageSchema } from '../messages/schema.ts';
import { entrySchema } from './entry-schema.ts';
import { foundSchema } from './found.ts';
import { REFUSED } from './request.ts';
import { chatSchema, siblingSchema } from './schema.ts';
import { sectionCounts, sectionPage } from './section-schema.ts';

const openingSchema = z.object({
  messages: walkOf(messageSchema),
  timeline: walkOf(entrySchema),
  earlier: listOf(siblingSchema),
});

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Chats',
    summary: 'Chats, newest contact first',
    description: [
      'Whoever wants all of them takes `next` as the `cursor` of the following page until it is null:',
      'then each chat is told once, however chats move, finish or come meanwhile.',
      'Numbers of pages shift with every message. For tens of thousands sort by `number`, which never changes.',
    ],
    answers: { 200: countedWalkOf(foundSchema) },
    errors: ['SEARCH_TOO_LONG'],
  },
  listOperators: {
    tag: 'Chats',
    summary: 'Employees who are operator in a chat, by name',
    description: 'Of at least one chat that whoever asks may see, open or finished.',
    answers: { 200: listOf(person) },
  },
  countSections: {
    tag: 'Chats',
    summary: 'How many chats stand in each section of the inbox',
    description: [
      'Each open chat stands in one: `mine`; `unassigned`; of colleagues, those `waiting` and their others',
      '(`colleagues`); `asking`: the client is still asked for their contact.',
      '`waitsForMe` are those of `mine` whose client waits for a person, whatever is filtered.',
    ],
    answers: { 200: sectionCounts },
  },
  listSection: {
    tag: 'Chats',
    summary: 'A section of the inbox, whoever waits longest first',
    description:
      'Behind them those that do not wait, the latest contact first. `next` is the `cursor` of what follows.',
    answers: { 200: sectionPage },
  },
  one: {
    tag: 'Chats',
    summary: 'One chat',
    answers: { 200: chatSchema },
  },
  setStatus: {
    tag: 'Chats',
    summary: 'Set *in progress*, or finish',
    description: [
      "Asked of the chat's workflow, after every answer that was accepted before.",
      'Finished at once, or with `undoFor` only after so long: until then it stands among the deadlines as `finish`,',
      'says nothing more by itself and seeks nobody, and the finish can be undone. Whoever asked may be gone by then.',
      'It is called off when the client writes, somebody answers, or an answer fails.',
    ],
    answers: { 200: chatSchema },
    errors: REFUSED,
  },
  undoFinish: {
    tag: 'Chats',
    summary: 'Undo a finish whose moment has not come',
    description: 'The chat goes on as it was.',
    answers: { 200: chatSchema },
    errors: [...REFUSED, 'NOTHING_TO_UNDO'],
  },
  see: {
    tag: 'Chats',
    summary: 'An operator of the chat has seen it',
    description: 'Only then the unread count falls to zero.',
    answers: { 204: null },
  },
  unsee: {
    tag: 'Chats',
    summary: 'An operator of the chat marks it as unread',
    description: 'It counts as one unread message until one of its operators has seen it, or answers.',
    answers: { 204: null },
  },
  open: {
    tag: 'Chats',
    summary: 'What a chat is opened with, in one answer',
    description: [
      'Its last messages, newest first, as many as `messages` says; the first hundred entries of its timeline;',
      "ten of the same client's earlier chats, the nearest first. Each goes on as its own list does.",
    ],
    answers: {
      200: openingSchema,
    },
  },
  listColleagues: {
    tag: 'Chats',
    summary: 'Who may be added as operator, or be given the chat',
    description: 'Those on shift first, and of them those with nothing against them and with fewer chats.',
    answers: { 200: listOf(colleague) },
  },
  listSiblings: {
    tag: 'Chats',
    summary: "The same client's other chats, the nearest first",
    description: [
      '`side`: those before this chat, or those after it.',
      "A client belongs to one page, so whoever may see the chat may see all of its client's.",
    ],
    answers: { 200: listOf(siblingSchema) },
  },
  readTimeline: {
    tag: 'Chats',
    summary: 'What the chat decided and why, oldest first',
    description: '`next` is the `cursor` of the following page; null at the end.',
    answers: { 200: walkOf(entrySchema) },
  },
  addOperator: {
    tag: 'Operators',
    summary: 'Join, or add a colleague',
    answers: { 200: chatSchema },
    errors: [...REFUSED, 'ALREADY_TAKEN', 'UNKNOWN_EMPLOYEE'],
  },
  removeOperator: {
    tag: 'Operators',
    summary: 'Leave, or take somebody out',
    answers: { 200: chatSchema },
    errors: [...REFUSED, 'NOT_AN_OPERATOR'],
  },
  transfer: {
    tag: 'Operators',
    summary: 'Transfer the chat to a person, to a team, or to whom the rules find',
    description: [
      'One act: whoever asks leaves the chat as its next operator gets it; where they are not in it, whoever leads',
      'leaves. Other operators stay. A team, or the rules, are asked at once; where nobody is free the chat waits',
      'among those without an operator. `note` is for the colleague: it stands in the timeline and is never sent',
      'to the client.',
      'A finish that can still be undone is undone.',
    ],
    answers: { 200: chatSchema },
    errors: [...REFUSED, 'ALREADY_THEIRS', 'UNKNOWN_EMPLOYEE', 'EMPLOYEE_INACTIVE', 'UNKNOWN_TEAM', 'NOBODY_IN_TEAM'],
  },
  noteContact: {
    tag: 'Contact',
    summary: "Note the client's phone or e-mail",
    description: 'A number without a country code is read as one of the country set for the page. Kept as E.164.',
    answers: { 200: chatSchema },
    errors: [...REFUSED, 'INVALID_CONTACT'],
  },
  handOver: {
    tag: 'Contact',
    summary: "Stop asking for the client's contact",
    description: 'The request is handed over to the operators as it is.',
    answers: { 200: chatSchema },
    errors: [...REFUSED, 'HANDED_OVER'],
  },
  moveDeadline: {
    tag: 'Deadlines',
    summary: 'Move a deadline; one that lies in the past is due at once',
    description: 'At most a year ahead.',
    answers: { 200: chatSchema },
    errors: [...REFUSED, 'NO_SUCH_DEADLINE', 'DEADLINE_TOO_FAR'],
  },
  dropDeadline: {
    tag: 'Deadlines',
    summary: 'Drop a deadline',
    answers: { 200: chatSchema },
    errors: [...REFUSED, 'NO_SUCH_DEADLINE'],
  },
} satisfies Operations;
