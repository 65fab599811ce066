import { expect, test } from 'vitest';
import { isQuiet, whoseIs } from '#lib/alerts/judge.ts';

const at = (time: string) => new Date(`2026-11-27T${time}:00`);

test.each([
  ['22:00', '08:00', '23:30', true],
  ['22:00', '08:00', '07:59', true],
  ['22:00', '08:00', '08:00', false],
  ['22:00', '08:00', '21:59', false],
  ['13:00', '14:00', '13:30', true],
  ['13:00', '14:00', '14:00', false],
])('§1.3: quiet from %s to %s, at %s: %s', (from, to, time, expected) => {
  expect(isQuiet({ from, to }, at(time))).toBe(expected);
});

test('§1.3: a chat is mine, a colleague’s or nobody’s', () => {
  const olena = { id: 'olena', name: 'Олена Коваль' };
  expect(whoseIs({ operators: [] }, 'olena')).toBe('nobody');
  expect(whoseIs({ operators: [olena] }, 'olena')).toBe('mine');
  expect(whoseIs({ operators: [olena] }, 'marko')).toBe('others');
});
