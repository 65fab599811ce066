import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeSilence } from '#workflows/page/checks/silence.ts';
import {
  chanceOfSilence,
  type HourCount,
  learn,
  oddAt,
  ODD,
  SURE,
  usualPerHour,
  WEEK_MS,
} from '#workflows/page/usual.ts';
import { DAY, HOUR, MINUTE, NOON } from './looks.ts';

/** Eight weeks in which each hour from nine to six brought so many. */
const shop = (perHour: number): HourCount[] =>
  Array.from({ length: 8 * 168 }, (_, n) => NOON - (n + 1) * HOUR)
    .filter((hour) => new Date(hour).getUTCHours() >= 8 && new Date(hour).getUTCHours() < 18)
    .map((hour) => ({ hour, received: perHour }));
const usualOf = (perHour: number) => learn(shop(perHour), NOON - 9 * WEEK_MS, NOON);

describe('N12: what is usual', () => {
  test('is learnt by the hour of the week', () => {
    const usual = usualOf(12);
    expect([usual.weeks, usual.burst]).toEqual([8, 1]);
    expect(usualPerHour(usual, NOON)).toBe(12);
    expect(usualPerHour(usual, NOON + 10 * HOUR)).toBe(0);
  });

  test('usually 12 messages an hour, none for 40 minutes: odd enough to ask Meta', () => {
    expect(chanceOfSilence(usualOf(12), NOON - 40 * MINUTE, NOON)).toBeLessThan(ODD);
    expect(chanceOfSilence(usualOf(12), NOON - 20 * MINUTE, NOON)).toBeGreaterThan(ODD);
  });

  test('a village shop may be silent for a day', () => {
    const counts = [1, 3, 4].map((days) => ({ hour: NOON - days * DAY, received: 1 }));
    const usual = learn(counts, NOON - 9 * WEEK_MS, NOON);
    expect(chanceOfSilence(usual, NOON - DAY, NOON)).toBeGreaterThan(ODD);
    expect(oddAt(usual, NOON - DAY, NOON)).toBeNull();
  });

  test('a night is no silence, and of one week nobody knows what is usual', () => {
    const night = NOON + 8 * HOUR;
    expect(chanceOfSilence(usualOf(12), night, night + 8 * HOUR)).toBe(1);
    expect(chanceOfSilence(learn(shop(12), NOON - WEEK_MS, NOON), NOON - HOUR, NOON)).toBe(1);
  });

  test('when it will be odd is the first minute of it', () => {
    const at = oddAt(usualOf(12), NOON, NOON) ?? 0;
    expect(chanceOfSilence(usualOf(12), NOON, at)).toBeLessThan(ODD);
    expect(chanceOfSilence(usualOf(12), NOON, at - 2 * MINUTE)).toBeGreaterThanOrEqual(ODD);
  });

  const counts = fc
    .array(fc.record({ ago: fc.integer({ min: 1, max: 8 * 168 }), received: fc.integer({ min: 1, max: 200 }) }))
    .map((list) => new Map(list.map(({ ago, received }) => [NOON - ago * HOUR, received])))
    .map((hours) => [...hours].map(([hour, received]) => ({ hour, received })));

  test('a longer silence is never likelier, and a chance is a chance', () => {
    fc.assert(
      fc.property(counts, fc.nat(3 * 24 * 60), fc.nat(600), (list, minutes, more) => {
        const usual = learn(list, NOON - 9 * WEEK_MS, NOON);
        const shorter = chanceOfSilence(usual, NOON, NOON + minutes * MINUTE);
        const longer = chanceOfSilence(usual, NOON, NOON + (minutes + more) * MINUTE);
        expect(longer).toBeLessThanOrEqual(shorter + 1e-12);
        expect(shorter).toBeGreaterThanOrEqual(0);
        expect(shorter).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });

  test('bursts make silences likelier: a page whose days differ is given more time', () => {
    const uneven = shop(1).map(({ hour }, n) => ({ hour, received: Math.floor(n / 70) % 2 === 0 ? 24 : 0 }));
    const usual = learn(uneven, NOON - 9 * WEEK_MS, NOON);
    expect(usual.burst).toBeGreaterThan(5);
    expect(chanceOfSilence(usual, NOON - 40 * MINUTE, NOON)).toBeGreaterThan(ODD);
  });
});

describe('N12: what a silence means', () => {
  const fact = { lastAt: NOON - 40 * MINUTE, weeks: 8, usual: 12, chance: 1, oddAt: null, missing: 0 };
  test.each([
    ['not long', fact, 'ok', 'heard'],
    ['odd, and Meta has nothing either', { ...fact, chance: ODD / 2 }, 'ok', 'quiet'],
    ['Meta has what we do not', { ...fact, missing: 2 }, 'broken', 'missed'],
    ['Meta has what we do not, of a page that is new', { ...fact, weeks: 0, missing: 1 }, 'broken', 'missed'],
    ['odd, and Meta does not say', { ...fact, chance: ODD / 2, missing: null }, 'ok', 'quiet'],
    ['out of all chance, and Meta does not say', { ...fact, chance: SURE / 2, missing: null }, 'warning', 'silent'],
    ['nobody ever wrote', { ...fact, lastAt: null }, 'ok', 'learning'],
    ['a week old', { ...fact, weeks: 1, chance: 1 }, 'ok', 'learning'],
  ])('%s', (_, seen, state, code) => {
    expect(judgeSilence(seen, NOON)).toMatchObject({ state, code });
  });

  test('it is said as people would: usually so many an hour, none for so many minutes', () => {
    expect(judgeSilence({ ...fact, missing: 3 }, NOON).detail).toEqual({ usual: 12, minutes: 40, count: 3 });
  });
});
