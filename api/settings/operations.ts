import type { Operations } from '../http/describe.ts';
import { walkOf } from '../http/fields.ts';
import {
  calendarAnswer,
  draftAnswer,
  historyItem,
  previewAnswer,
  publishedAnswer,
  settingsAnswer,
  versionAnswer,
  versionItem,
} from './answers.ts';

/** What the API's document says of these operations. */
export const operations = {
  readInForce: {
    tag: 'Settings',
    summary: 'Settings in force',
    answers: { 200: settingsAnswer },
  },
  publish: {
    tag: 'Settings',
    summary: 'Publish a version',
    description: [
      'Laid over what the scope set before;',
      '`null` takes an override away, and as `workingHours` means always open.',
      'Open chats hear of it within moments.',
      'Golden chats of which something else would come refuse it, unless accepted.',
    ],
    answers: { 201: publishedAnswer },
    errors: ['NOT_FOUND', 'SETTINGS_CHANGED', 'INVALID_SETTINGS', 'NOTHING_CHANGES', 'GOLDEN_DIFFERS', 'DRAFT_CHANGED'],
  },
  listVersions: {
    tag: 'Settings',
    summary: 'Published versions, newest first',
    answers: { 200: walkOf(versionItem) },
  },
  readVersion: {
    tag: 'Settings',
    summary: 'One version, and what it set',
    answers: { 200: versionAnswer },
    errors: ['NOT_FOUND'],
  },
  listHistory: {
    tag: 'Settings',
    summary: 'Versions of all scopes, newest first',
    answers: { 200: walkOf(historyItem) },
  },
  readDraft: {
    tag: 'Settings',
    summary: 'The draft, and what publishing it would mean',
    answers: { 200: draftAnswer },
  },
  saveDraft: {
    tag: 'Settings',
    summary: 'Save the draft',
    description: 'Also with faults: they stand in `check`.',
    answers: { 200: draftAnswer },
    errors: ['DRAFT_CHANGED', 'INVALID_SETTINGS'],
  },
  discardDraft: {
    tag: 'Settings',
    summary: 'Discard the draft',
    answers: { 204: null },
  },
  preview: {
    tag: 'Settings',
    summary: 'A text as such a client would get it now',
    answers: { 200: previewAnswer },
    errors: ['INVALID_SETTINGS'],
  },
  importCalendar: {
    tag: 'Settings',
    summary: 'Days of an iCalendar file as exceptions',
    description: [
      'From today on and for three years. All-day events are days off;',
      'an event with times is what is worked that day.',
      'What cannot be read is told with its line and takes nothing else along. Nothing is saved.',
    ],
    answers: { 200: calendarAnswer },
    errors: ['INVALID_CALENDAR', 'TOO_SLOW'],
  },
} satisfies Operations;
