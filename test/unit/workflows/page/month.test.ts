import { expect, test } from 'vitest';
import { PAGE_FIELDS } from '#workflows/page/fields.ts';
import type { Looked } from '#workflows/page/vocabulary.ts';
import { seeded } from '#test/messenger/switches.ts';
import { DAY, HOUR, MINUTE, well } from './looks.ts';
import { BEGIN, END, monthOf, shopHours, type Story, subscribed } from './month.ts';

/** The tenth day at ten in the morning, in Kyiv: a Thursday. */
const THEN = BEGIN + 10 * DAY - 4 * HOUR;
const village = (): number => 1 / 48;
const busy = shopHours(12);
const dead: Partial<Looked> = { token: { kind: 'dead', subcode: 463 }, subscription: null };
const drift = (refused: number): Partial<Looked> => ({ drift: { ...well().drift, refused } });
const from =
  (sees: Partial<Looked>, until = Infinity) =>
  (at: number) =>
    at >= THEN && at < until ? sees : {};

/** What happens, what is told, and within how many minutes of it. */
const STORIES: [name: string, story: Story, alarms: string[], within?: number][] = [
  ['a village shop to which somebody writes every other day', { rate: village }, []],
  ['a busy shop with its nights and Sundays', { rate: busy, burst: 4 }, []],
  [
    'a shop that is closed on a holiday',
    { rate: shopHours(12, (day) => day.getTime() >= THEN && day.getTime() < THEN + DAY) },
    [],
  ],
  [
    'an evening on which nobody answers at Meta',
    { rate: busy, sees: from({ token: { kind: 'no_answer' }, subscription: null }, THEN + 3 * HOUR) },
    [],
  ],
  ['the token dies', { rate: busy, sees: from(dead) }, ['token dead'], 66],
  ['the token of a village shop dies', { rate: village, sees: from(dead) }, ['token dead'], 66],
  [
    'the token ends a week later',
    { rate: busy, sees: () => ({ token: { kind: 'good', scopes: null, until: THEN + 7 * DAY } }) },
    ['token expires'],
    66,
  ],
  [
    'somebody takes the permission away',
    { rate: busy, sees: from({ token: { kind: 'good', scopes: ['pages_manage_metadata'], until: null } }) },
    ['token scopes_lost'],
    66,
  ],
  [
    'Meta switches the subscription off',
    { rate: busy, sees: (at, putBack) => subscribed(at >= THEN && (putBack ?? 0) < THEN ? [] : PAGE_FIELDS) },
    ['subscription off'],
    66,
  ],
  [
    '… and does not let us put it back',
    { rate: busy, sees: from(subscribed([])) },
    ['subscription off', 'subscription refused'],
    70,
  ],
  [
    'what is written to a busy shop does not reach us',
    { rate: busy, deaf: [THEN, THEN + DAY] },
    ['silence missed'],
    66,
  ],
  ['what is written to a village shop does not', { rate: village, deaf: [THEN, THEN + 4 * DAY] }, ['silence missed']],
  [
    '… where Meta does not say what it has',
    { rate: busy, isMute: true, deaf: [THEN, THEN + DAY] },
    ['silence silent'],
    5 * 60,
  ],
  [
    'a mailing uses up what Meta allows',
    { rate: busy, sees: from({ usage: { percent: 82, until: null } }, THEN + HOUR) },
    ['usage high'],
    66,
  ],
  ['windows close earlier than we know', { rate: busy, sees: from(drift(8)) }, ['drift windows_close_early'], 66],
];

test('holds 6: fifteen stories', () => expect(STORIES).toHaveLength(15));

test.each(STORIES)('holds 6: %s', (_, story, expected, within) => {
  for (const seed of [1, 2, 3]) {
    const { alarms } = monthOf(story, seed);
    expect([...new Set(alarms.map(({ check, code }) => `${check} ${code}`))]).toEqual(expected);
    if (within) expect(((alarms[0]?.at ?? END) - THEN) / MINUTE).toBeLessThan(within);
  }
});

test('N12: a message that a village shop did not hear is told of within the hour in which Meta would have', () => {
  const deaf: [number, number] = [THEN, THEN + 4 * DAY];
  const told = [1, 2, 3, 4, 5].flatMap((seed) => monthOf({ rate: village, deaf }, seed).alarms);
  expect(told.length).toBeGreaterThan(0);
  expect(told.every(({ at }) => at >= THEN)).toBe(true);
});

test('holds 6: five hundred pages live a month and none raises an alarm, not even where Meta says nothing', () => {
  const random = seeded(15);
  let [alarms, most] = [0, 0];
  for (let page = 0; page < 500; page += 1) {
    const perHour = 0.02 * 1_000 ** random();
    const rate = page % 3 === 0 ? () => perHour : shopHours(perHour);
    const month = monthOf({ rate, burst: 1 + Math.floor(random() * 6), isMute: page % 2 === 0 }, page);
    alarms += month.alarms.length;
    most = Math.max(most, month.looks);
  }
  expect(alarms).toBe(0);
  // Each hour, and now and then sooner: a run of four hundred events holds a day of them.
  expect(most).toBeLessThan(30 * 24 * 2.5);
}, 60_000);
