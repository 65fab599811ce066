import { writtenMoment, type Moment } from './moment.ts';

const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const WEEKDAY = /^[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)$/;
/** The least and the most of each number; a minus counts from the end (RFC 5545 §3.3.10). */
const NUMBERS: ReadonlyMap<string, { least: number; most: number; fromEnd?: true }> = new Map([
  ['INTERVAL', { least: 1, most: 10_000 }],
  ['COUNT', { least: 1, most: 1_000_000 }],
  ['BYSECOND', { least: 0, most: 60 }],
  ['BYMINUTE', { least: 0, most: 59 }],
  ['BYHOUR', { least: 0, most: 23 }],
  ['BYMONTHDAY', { least: 1, most: 31, fromEnd: true }],
  ['BYYEARDAY', { least: 1, most: 366, fromEnd: true }],
  ['BYWEEKNO', { least: 1, most: 53, fromEnd: true }],
  ['BYMONTH', { least: 1, most: 12 }],
  ['BYSETPOS', { least: 1, most: 366, fromEnd: true }],
]);
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A rule of repetition whose numbers exist, its UNTIL written as `write` says; null for one that says what cannot be.
 */
export function recurrenceOf(text: string, write: (until: Moment) => string): string | null {
  const parts = text
    .trim()
    .toUpperCase()
    .split(';')
    .filter((part) => part !== '')
    .map((part) => part.split('=', 2) as [string, string?]);
  const values = new Map(parts.map(([key, value]) => [key, (value ?? '').split(',')]));
  const isSound = parts.every(([key, value]) => isPart(key, value ?? ''));
  if (!isSound || !values.has('FREQ') || !comesTrue(values)) return null;
  return parts.map(([key, value = '']) => `${key}=${key === 'UNTIL' ? untilOf(value, write) : value}`).join(';');
}

function isPart(key: string, value: string): boolean {
  if (key === 'FREQ') return FREQUENCIES.includes(value);
  if (key === 'UNTIL') return writtenMoment(value, NOTHING) !== null;
  if (key === 'BYDAY') return value.split(',').every((day) => WEEKDAY.test(day));
  if (key === 'WKST') return /^(MO|TU|WE|TH|FR|SA|SU)$/.test(value);
  const bounds = NUMBERS.get(key);
  if (!bounds) return false;
  return value.split(',').every((word) => {
    const number = /^[+-]?\d{1,7}$/.test(word) ? Number(word) : NaN;
    const size = bounds.fromEnd ? Math.abs(number) : number;
    return size >= bounds.least && size <= bounds.most;
  });
}

/** The 30th of February comes in no year, and the library would look for it for ever. */
function comesTrue(values: ReadonlyMap<string, string[]>): boolean {
  const [months, days] = [values.get('BYMONTH'), values.get('BYMONTHDAY')];
  if (!months || !days) return true;
  return months.some((month) => days.some((day) => Math.abs(Number(day)) <= (LONGEST[Number(month) - 1] ?? 0)));
}

function untilOf(value: string, write: (until: Moment) => string): string {
  const until = writtenMoment(value, NOTHING);
  return until ? write(until) : value;
}

const NOTHING = { parameters: new Map<string, string>() };
