import { expect, test } from 'vitest';
import { growth, LINEAR } from '#test/cases/growth.ts';
import { keptText, partsOfKept, partsOfShown, shownText } from '#lib/settings/templates/template-text.ts';
import { VARIABLES } from '#workflows/settings/variables.ts';
import { fold } from '#workflows/reading/fold.ts';
import { linkify } from '#lib/chat/thread/linkify.ts';

const words = Object.fromEntries(VARIABLES.map((name) => [name, name])) as Record<(typeof VARIABLES)[number], string>;
const times = (unit: string, before = '') =>
  [before + unit, (n: number) => before + unit.repeat(n / unit.length)] as const;
const texts = [
  ...['.', ')', '(', '()', ')(', ']', 'a.', '!', "'", 'я', '%', '{', '[{(', ')]}'].map((unit) =>
    times(unit, 'http://a'),
  ),
  ...[
    'http://',
    'http://a ',
    'http://a.',
    'http://a(',
    'https',
    'http:/',
    ' ',
    '{',
    '}',
    '{{',
    '{{ ',
    '{a',
    '{{a}} ',
  ].map((unit) => times(unit)),
  times(' ', '{{'),
  times('\u0301', 'а'),
  times('й'),
];

/** What the desk shows or looks through as it comes from others. */
const READERS: [string, (text: string) => unknown][] = [
  ['linkify', linkify],
  ['fold', fold],
  ['shownText', (text) => shownText(text, words)],
  ['keptText', (text) => keptText(text, words)],
  ['partsOfShown', (text) => partsOfShown(text, words)],
  ['partsOfKept', (text) => partsOfKept(text, words)],
];

test.each(READERS)('Y31: %s takes one pass over the worst that can be written', (_, read) => {
  for (const [name, worst] of texts) expect(growth(read, worst), name).toBeLessThan(LINEAR);
});

test('Y31: a hundred thousand dots behind an address are no part of it', () => {
  const text = `http://a${'.'.repeat(100_000)}`;
  expect(linkify(text)).toEqual([
    { text: 'http://a', href: 'http://a' },
    { text: '.'.repeat(100_000), href: null },
  ]);
});
