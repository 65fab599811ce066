import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterWorkingTime,
  closesAt,
  isKnownZone,
  isOpen,
  nextClosing,
  nextOpening,
} from '#workflows/settings/calendar.ts';
import type { WorkingHours } from '#workflows/settings/vocabulary.ts';

const kyiv: WorkingHours = {
  timeZone: 'Europe/Kyiv',
  week: {
    mon: [
      ['09:00', '13:00'],
      ['14:00', '18:00'],
    ],
    tue: [['09:00', '18:00']],
    wed: [['09:00', '18:00']],
    thu: [['09:00', '18:00']],
    fri: [['20:00', '02:00']],
    sun: [['00:00', '24:00']],
  },
  exceptions: [
    { date: '2026-12-24', intervals: [['09:00', '12:00']], name: 'Short day' },
    { date: '2026-12-29', intervals: [] },
  ],
};
const at = (text: string): number => Date.parse(text);
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

describe('F15: open now', () => {
  test.each([
    ['in the morning', '2026-11-23T09:00:00+02:00', true],
    ['a moment before', '2026-11-23T08:59:59.999+02:00', false],
    ['in the lunch break', '2026-11-23T13:30:00+02:00', false],
    ['the end belongs to nobody', '2026-11-23T18:00:00+02:00', false],
    ['in the evening before midnight', '2026-11-27T23:00:00+02:00', true],
    ['after midnight, though Saturday has no hours', '2026-11-28T01:59:00+02:00', true],
    ['after the night', '2026-11-28T02:00:00+02:00', false],
    ['all Sunday', '2026-11-29T23:59:00+02:00', true],
    ['a short day in the morning', '2026-12-24T11:00:00+02:00', true],
    ['a short day in the afternoon', '2026-12-24T15:00:00+02:00', false],
    ['a holiday', '2026-12-29T11:00:00+02:00', false],
  ])('%s', (_, moment, expected) => {
    expect(isOpen(kyiv, at(moment))).toBe(expected);
  });

  test('without hours it is always open', () => {
    expect(isOpen(null, 0)).toBe(true);
    expect(nextOpening(null, 5)).toBe(5);
    expect(closesAt(null, 5)).toBeNull();
  });
});

describe('F15: the next opening and closing', () => {
  test('§1.18c: whoever works around the clock closes only on a day that says so', () => {
    const day: [string, string][] = [['00:00', '24:00']];
    const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
    const always: WorkingHours = { timeZone: 'Europe/Kyiv', week, exceptions: [] };
    const now = at('2026-11-23T13:30:00+02:00');
    expect(nextClosing(always, now)).toBeNull();
    const holiday = { ...always, exceptions: [{ date: '2026-12-25', intervals: [] }] };
    expect(iso(nextClosing(holiday, now))).toBe('2026-12-24T22:00:00.000Z');
    expect(iso(nextClosing(kyiv, now))).toBe('2026-11-23T16:00:00.000Z');
    expect(iso(nextClosing({ ...kyiv, week: {} }, at('2026-12-24T10:00:00+02:00')))).toBe('2026-12-24T10:00:00.000Z');
    expect(nextClosing(null, now)).toBeNull();
  });

  test.each([
    ['over the lunch break', '2026-11-23T13:30:00+02:00', '2026-11-23T12:00:00.000Z'],
    ['open already', '2026-11-23T10:00:00+02:00', '2026-11-23T08:00:00.000Z'],
    ['over Saturday', '2026-11-28T03:00:00+02:00', '2026-11-28T22:00:00.000Z'],
    ['over a holiday', '2026-12-28T18:30:00+02:00', '2026-12-30T07:00:00.000Z'],
  ])('opens %s', (_, moment, expected) => {
    expect(iso(nextOpening(kyiv, at(moment)))).toBe(expected);
  });

  test('a night that touches the next day is one stretch', () => {
    const through: WorkingHours = { ...kyiv, week: { sat: [['20:00', '24:00']], sun: [['00:00', '06:00']] } };
    expect(iso(closesAt(through, at('2026-11-28T21:00:00+02:00')))).toBe('2026-11-29T04:00:00.000Z');
  });

  test('hours without an opening never open', () => {
    const never: WorkingHours = { timeZone: 'Europe/Kyiv', week: {}, exceptions: [] };
    expect(nextOpening(never, 0)).toBeNull();
    expect(afterWorkingTime(never, 0, 1)).toBeNull();
  });
});

describe('F15: the clock changes', () => {
  const nights = (from: string, to: string): WorkingHours => ({
    timeZone: 'Europe/Kyiv',
    week: { sun: [[from, to]], mon: [['09:00', '18:00']] },
    exceptions: [],
  });

  // 29 March 2026: 03:00 becomes 04:00. 25 October 2026: 04:00 becomes 03:00.
  test.each([
    ['a night in spring is an hour shorter', nights('01:00', '06:00'), '2026-03-28T23:00:00Z', 4],
    ['a night in autumn is an hour longer', nights('01:00', '06:00'), '2026-10-24T22:00:00Z', 6],
    ['an end that comes twice is the second one', nights('01:00', '03:30'), '2026-10-24T22:00:00Z', 3.5],
    ['a beginning that is skipped counts from after the jump', nights('03:30', '06:00'), '2026-03-29T01:30:00Z', 1.5],
  ])('%s', (_, hours, opens, length) => {
    const from = at(opens);
    expect(isOpen(hours, from - 1)).toBe(false);
    expect(isOpen(hours, from)).toBe(true);
    expect((closesAt(hours, from) ?? 0) - from).toBe(length * 3_600_000);
  });

  test('nine in the morning is nine in the morning on both sides', () => {
    const hours = nights('10:00', '11:00');
    expect(iso(nextOpening(hours, at('2026-03-29T12:00:00Z')))).toBe('2026-03-30T06:00:00.000Z');
    expect(iso(nextOpening(hours, at('2026-10-25T12:00:00Z')))).toBe('2026-10-26T07:00:00.000Z');
  });

  test('working time does not count the hour that does not exist', () => {
    const all: WorkingHours = { timeZone: 'Europe/Kyiv', week: { sun: [['00:00', '06:00']] }, exceptions: [] };
    expect(iso(afterWorkingTime(all, at('2026-03-28T22:00:00Z'), 3 * 3_600_000))).toBe('2026-03-29T01:00:00.000Z');
  });
});

describe('F16: working time', () => {
  test.each([
    ['inside one stretch', '2026-11-23T09:10:00+02:00', 30, '2026-11-23T07:40:00.000Z'],
    ['over the lunch break', '2026-11-23T12:50:00+02:00', 30, '2026-11-23T12:20:00.000Z'],
    ['over the night', '2026-11-23T17:50:00+02:00', 30, '2026-11-24T07:20:00.000Z'],
    ['from a closed moment on', '2026-11-23T03:00:00+02:00', 30, '2026-11-23T07:30:00.000Z'],
    ['over a holiday', '2026-12-28T17:50:00+02:00', 20, '2026-12-30T07:10:00.000Z'],
    ['to the very end of a stretch', '2026-11-23T12:00:00+02:00', 60, '2026-11-23T11:00:00.000Z'],
  ])('%s', (_, from, minutes, expected) => {
    expect(iso(afterWorkingTime(kyiv, at(from), minutes * 60_000))).toBe(expected);
  });
});

const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const anyHours: fc.Arbitrary<WorkingHours> = fc.record({
  timeZone: fc.constantFrom('Europe/Kyiv', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'),
  week: fc.record({
    mon: fc.array(fc.tuple(time, time), { maxLength: 3 }),
    wed: fc.array(fc.tuple(time, time), { maxLength: 2 }),
    sun: fc.array(fc.tuple(time, time), { maxLength: 2 }),
  }),
  exceptions: fc.constant([]),
});
const anyTime = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) });

test('F15: what opens next is open, and everything before it is closed', () => {
  fc.assert(
    fc.property(anyHours, anyTime, fc.double({ min: 0, max: 1, noNaN: true }), (hours, now, part) => {
      const opens = nextOpening(hours, now);
      if (opens === null) return;
      expect(isOpen(hours, opens)).toBe(true);
      if (opens > now) expect(isOpen(hours, now + Math.floor((opens - now) * part * 0.999))).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('F16: working time passes only while it is open, and more of it ends later', () => {
  fc.assert(
    fc.property(anyHours, anyTime, fc.integer({ min: 1, max: 3_000 }), (hours, from, minutes) => {
      const end = afterWorkingTime(hours, from, minutes * 60_000);
      if (end === null) return;
      expect(isOpen(hours, end - 1)).toBe(true);
      expect(end - from).toBeGreaterThanOrEqual(minutes * 60_000);
      expect(afterWorkingTime(hours, from, (minutes + 1) * 60_000) ?? Infinity).toBeGreaterThan(end);
    }),
    { numRuns: 60 },
  );
});

test('F15: hours that never close name no closing, and cost no more than others', () => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]);
  const always = { timeZone: 'Europe/Kyiv', week: Object.fromEntries(days), exceptions: [] } as WorkingHours;
  const now = at('2026-11-23T12:00:00Z');
  expect(isOpen(always, now)).toBe(true);
  expect(closesAt(always, now)).toBeNull();
  expect(afterWorkingTime(always, now, 30 * 24 * 3_600_000)).toBe(now + 30 * 24 * 3_600_000);
});

test.each(['PST', 'IST', 'BST', 'Mars/Olympus', ''])('F15: %s is no zone to keep hours in', (name) => {
  expect(isKnownZone(name)).toBe(false);
});

test('F15: every zone that the desk offers is one', () => {
  expect(Intl.supportedValuesOf('timeZone').filter((name) => !isKnownZone(name))).toEqual([]);
});
