import { expect, test } from 'vitest';
import { between, periodOf, type Preset } from '#lib/all-chats/period.ts';
import { later, monthsLater, weeksOf } from '#lib/words/day.ts';

const periods: [Preset, string, string, string][] = [
  ['today', '2026-03-01', '2026-03-01', '2026-03-01'],
  ['yesterday', '2026-03-01', '2026-02-28', '2026-02-28'],
  ['week', '2026-03-03', '2026-02-25', '2026-03-03'],
  ['month', '2026-03-31', '2026-03-02', '2026-03-31'],
  ['this_month', '2026-03-31', '2026-03-01', '2026-03-31'],
  ['last_month', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['last_month', '2026-01-05', '2025-12-01', '2025-12-31'],
];
test.each(periods)('F24: %s on %s is %s to %s', (preset, today, from, to) => {
  expect(periodOf(preset, today)).toEqual({ from, to });
});

test('F24: days go on over the end of a month and over a change of the clock', () => {
  expect(later('2026-02-28', 1)).toBe('2026-03-01');
  expect(later('2026-03-28', 2)).toBe('2026-03-30');
  expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28');
  expect(monthsLater('2026-03-31', -1)).toBe('2026-02-28');
});

test('F24: two days are a period in whichever order they were chosen', () => {
  expect(between('2026-03-05', '2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-05' });
});

test('F24: weeks begin on Monday and hold the whole month', () => {
  const weeks = weeksOf('2026-11-27');
  expect(weeks[0]?.[0]).toBe('2026-10-26');
  expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeksOf('2027-02-10').length).toBe(4);
});
