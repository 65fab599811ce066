import { describe, expect, test } from 'vitest';
import {
  barsOf,
  firstHours,
  nextDate,
  nextInterval,
  scaleOf,
  timeOf,
  whole,
  withExceptions,
} from '#lib/settings/hours/week.ts';
import { WEEKDAYS } from '#workflows/settings/vocabulary.ts';

describe('the week as it is drawn', () => {
  test.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9.30', '09:30'],
    [' 09:30 ', '09:30'],
    ['24', '24:00'],
    ['обід', 'обід'],
  ])('F15: “%s” typed for a time is %s', (typed, time) => {
    expect(timeOf(typed)).toBe(time);
  });

  test('B10: the scale is the working day, and the whole day as soon as somebody works at night', () => {
    expect(scaleOf({ mon: [['09:00', '18:00']] })).toMatchObject({ from: 6, to: 22 });
    expect(scaleOf({ mon: [['22:00', '06:00']] })).toMatchObject({ from: 0, to: 24 });
    expect(
      barsOf([
        ['09:00', '13:30'],
        ['22:00', '06:00'],
        ['', 'x'],
      ]),
    ).toEqual([
      { from: 9, to: 13.5 },
      { from: 22, to: 24 },
    ]);
  });

  test('B10: the next interval of a day comes after lunch', () => {
    expect(nextInterval([])).toEqual(['09:00', '18:00']);
    expect(nextInterval([['09:00', '13:00']])).toEqual(['14:00', '18:00']);
    expect(nextInterval([['09:00', '23:00']])).toEqual(['', '']);
  });

  test('B10: whole hours say every day, so that none is taken from the settings for all pages', () => {
    expect(Object.keys(whole({ timeZone: 'UTC', week: {}, exceptions: [] }).week)).toEqual([...WEEKDAYS]);
    expect(firstHours('UTC').week).toMatchObject({ fri: [['09:00', '18:00']], sat: [] });
  });

  test('B10: exceptions stand in the order of days, each day once; the newer one stays', () => {
    const known = [{ date: '2026-12-31', intervals: [] }];
    const added = [
      { date: '2026-12-31', intervals: [], name: 'Переддень' },
      { date: '2026-12-25', intervals: [] },
    ];
    expect(withExceptions(known, added).map(({ date, name }) => [date, name])).toEqual([
      ['2026-12-25', undefined],
      ['2026-12-31', 'Переддень'],
    ]);
    expect(nextDate([{ date: '2026-12-25', intervals: [] }], new Date(2026, 11, 24))).toBe('2026-12-26');
  });
});
