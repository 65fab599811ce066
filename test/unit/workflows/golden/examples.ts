import type { Input, Request } from '#workflows/chat/vocabulary.ts';
import { compare } from '#workflows/golden/compare.ts';
import { runExample } from '#workflows/golden/simulate.ts';
import type { Difference, Example, Outcome } from '#workflows/golden/vocabulary.ts';
import { rulesOf, settingsOf } from '#workflows/settings/merge.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { noon } from '../chat/chats.ts';
import { minute } from '../chat/stories.ts';

export const exampleOf = (happened: (Input | Request)[], more: Partial<Example> = {}): Example => ({
  v: 1,
  chatId: 'chat-1',
  pageId: 'dim-i-svitlo',
  known: {},
  happened,
  facts: {
    chatId: 'chat-1',
    pageId: 'dim-i-svitlo',
    pageSkills: [],
    locale: 'uk_UA',
    referral: null,
    words: 'Добрий день',
    returning: false,
    previousOperatorId: null,
    contacts: [],
    waitingSince: noon,
  },
  candidates: [],
  turns: {},
  ...more,
});

export function outcomeOf(example: Example, patch: SettingsPatch): Outcome {
  const settings = settingsOf({}, patch);
  return runExample(example, rulesOf(settings, 1, { installation: 1, page: 0 }), settings);
}

export const changedBy = (example: Example, before: SettingsPatch, after: SettingsPatch): Difference[] =>
  compare(outcomeOf(example, before), outcomeOf(example, after));

/** Minute, kind, and what it says. */
export const lines = (outcome: Outcome): [number, string, string | undefined][] =>
  outcome.map(({ at, kind, template, code }) => [at / minute, kind, template ?? code]);
