import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { intl } from '#lib/words/intl.ts';

test('a format is made once for a language and its options', () => {
  const short = intl(Intl.DateTimeFormat, 'uk-UA', { weekday: 'short' });
  expect(intl(Intl.DateTimeFormat, 'uk-UA', { weekday: 'short' })).toBe(short);
  expect(intl(Intl.DateTimeFormat, 'en-GB', { weekday: 'short' })).not.toBe(short);
  expect(intl(Intl.DateTimeFormat, 'uk-UA', { weekday: 'long' })).not.toBe(short);
  expect(intl(Intl.PluralRules, 'uk').select(2)).toBe('few');
  expect(intl(Intl.NumberFormat, 'uk').format(0.5)).toBe('0,5');
});

test('no page makes one by itself: it would be made at each row and each message', () => {
  const sources = globSync('web/src/**/*.{ts,svelte}', { exclude: (name) => name.endsWith('paraglide') });
  expect(sources.length).toBeGreaterThan(300);
  const makers = sources.filter((path) => /new Intl\.\w+\([^)]/u.test(readFileSync(path, 'utf8')));
  expect(makers).toEqual([]);
});
