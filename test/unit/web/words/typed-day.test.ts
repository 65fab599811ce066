import { expect, onTestFinished, test } from 'vitest';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { dayShown, typedDay } from '#lib/words/typed-day.ts';

const TODAY = new Date(2026, 10, 28);

test.each([
  ['27.11.2026', '2026-11-27'],
  ['7.1.27', '2027-01-07'],
  ['27/11', '2026-11-27'],
  [' 2027-01-04 ', '2027-01-04'],
  ['29.02.2028', '2028-02-29'],
  ['29.02.2027', null],
  ['31.4', null],
  ['0.1.2027', null],
  ['завтра', null],
  ['', null],
])('§8 Settings: “%s” typed as a day is %s', (text, day) => {
  expect(typedDay(text, TODAY)).toBe(day);
});

test('§8 Settings: a day is written as the language of the desk writes it', () => {
  expect(dayShown('2026-11-27')).toBe('27.11.2026');
  overwriteGetLocale(() => 'en');
  onTestFinished(() => overwriteGetLocale(() => baseLocale));
  expect(dayShown('2026-11-27')).toBe('27/11/2026');
  expect(dayShown('25')).toBe('25');
});
