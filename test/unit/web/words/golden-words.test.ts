import { expect, test } from 'vitest';
import type { GoldenDifference, GoldenLine } from '#lib/api/types.ts';
import { afterWords, differenceWords } from '#lib/golden/golden-words.ts';

const minute = 60_000;
const line = (kind: GoldenLine['kind'], more: Partial<GoldenLine> = {}): GoldenLine => ({
  at: 0,
  kind,
  code: null,
  template: null,
  what: null,
  to: null,
  rule: null,
  ...more,
});
const words = (expected: GoldenLine | null, actual: GoldenLine | null) => {
  const kind: GoldenDifference['kind'] = expected ? (actual ? 'changed' : 'missing') : 'added';
  const { title, from, to } = differenceWords({ kind, expected, actual });
  return [title, from, to];
};

test('F18: a difference is told as what it is about, what was, and what becomes of it', () => {
  const waiting = (at: number) => line('said', { at, template: 'waiting', code: 'no_answer' });
  expect(words(waiting(10 * minute), waiting(5 * minute))).toEqual([
    '«Чекання»',
    'надсилається, через 10 хв',
    'надсилається, через 5 хв',
  ]);
  expect(words(null, waiting(0))).toEqual(['«Чекання»', 'цього не було', 'надсилається, одразу']);
  expect(words(waiting(0), null)).toEqual(['«Чекання»', 'надсилається, одразу', 'цього не буде']);
});

test('N06: who gets the chat is told with the reason and the rule, also when they are gone', () => {
  const olena = { id: 'olena', name: 'Олена Коваль' };
  const nobody = line('nobody', { code: 'all_full' });
  const given = line('assigned', { code: 'turn', to: olena, rule: { id: 'r1', name: 'Англомовні' } });
  expect(words(nobody, given)).toEqual([
    'Оператор',
    'нікого: усі зайняті, одразу',
    'Олена Коваль: за чергою, правило «Англомовні», одразу',
  ]);
  const gone = line('assigned', { code: 'manager', to: { id: 'x', name: '' } });
  expect(words(null, gone)[2]).toBe('колишній співробітник: персональний менеджер клієнта, одразу');
});

test('F18: what a newer build tells of is not hidden', () => {
  const newer = Object.assign(line('said', { at: 61_000 }), { kind: 'sung' });
  expect(words(null, newer)).toEqual(['sung', 'цього не було', 'sung, через 1 хв 1 с']);
});

test('F18: moments are told to the second', () => {
  expect(afterWords(999)).toBe('одразу');
  expect(afterWords(26 * 60 * minute + 5_000)).toBe('через 1 день 2 год 5 с');
});
