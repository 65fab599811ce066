import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { messages, said } from './said.ts';

const glossary = readFileSync(join(messages, 'GLOSSARY.md'), 'utf8');

/** What the glossary does not want in a language, and what it wants. */
function unwanted(heading: string): [string, string][] {
  const [, part = ''] = glossary.split(`## ${heading}\n`);
  const rows = (part.split('\n## ')[0] ?? '').matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|$/gmu);
  return [...rows]
    .filter(([, not = '']) => not !== 'not' && !not.startsWith('---'))
    .flatMap(([, not = '', but = '']) => not.split(', ').map((word): [string, string] => [word, but]));
}

const found = (word: string, words: string): boolean =>
  new RegExp(`(?<![\\p{L}-])${word.replaceAll('.', '\\.')}(?!\\p{L})`, 'iu').test(words);

describe.each([
  ['uk', 'Not in Ukrainian'],
  ['en', 'Not in English'],
] as const)('§7: the words of %s keep to the glossary', (locale, heading) => {
  test.each(unwanted(heading))('no “%s”: %s', (word) => {
    expect(said(locale).filter(([, words]) => found(word, words))).toEqual([]);
  });

  test('the glossary has its tables', () => {
    expect(unwanted(heading).length).toBeGreaterThan(9);
  });
});

test('§1.23: the timeline is told in the past, in Ukrainian without a subject', () => {
  const inPresent = {
    uk: /(?:\{(?:who|by)\}(?! —)|чат) \p{Ll}+(?:ає|ує|ить|ться|є|де)(?!\p{L})/u,
    en: /(?:\{(?:who|by)\}|chat) (?!was|has|is)\p{Ll}+(?<!s)s\b/u,
  };
  const told = (['uk', 'en'] as const).flatMap((locale) =>
    said(locale).filter(([key, words]) => /^(?:entry|why_line)_/u.test(key) && inPresent[locale].test(words)),
  );
  expect(told).toEqual([]);
});

test('§7: a chat’s number is written in one way in each language', () => {
  const wrong = { uk: /#\{number\}|№\{number\}/u, en: /№|chat no\.|no\. \{/iu };
  const all = (['uk', 'en'] as const).flatMap((locale) =>
    said(locale).filter(([, words]) => wrong[locale].test(words)),
  );
  expect(all).toEqual([]);
});
