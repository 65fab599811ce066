import { expect, test } from 'vitest';
import { rankOf } from '#lib/commands/rank.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';

test.each([
  ['what was typed in the English layout', 'dpznb', 'Взяти Take'],
  ['what was typed in the Ukrainian layout', 'ефлу', 'Взяти Take'],
  ['letters that stand on signs', 'rjynfrnb', 'Контакти Contacts'],
  ['the beginnings of several words, in any order', 'чекає наст', 'Наступний, хто чекає'],
  ['whatever the case', 'ЗАВЕРШ', 'Завершити Finish'],
])('a command is found by %s', (_title, typed, words) => {
  expect(rankOf(typed, words)).not.toBeNull();
});

test('who begins with it stands before who has it inside', () => {
  expect(rankOf('чат', 'Чати')).toBe(0);
  expect(rankOf('чат', 'Шукати чат')).toBe(1);
  expect(rankOf('чат', 'Початок')).toBe(2);
  expect(rankOf('чат', 'Взяти')).toBeNull();
});

test('what both layouts give alike is asked once', () => {
  expect(readingsOf(' 12 ')).toEqual(['12']);
});
