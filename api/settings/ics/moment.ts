import { Temporal } from 'temporal-polyfill';
import type { Line } from './parts.ts';

/** A value as it is written: a day, or a time of a wall clock in UTC, in a named zone, or in none. */
export interface Moment {
  date: Temporal.PlainDate;
  time: Temporal.PlainTime | null;
  isUtc: boolean;
  zone: string;
}

const WRITTEN = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(Z)?)?$/i;

/** Null where there is no such day or time: the 45th, the 30th of February, 25 o'clock. */
export function writtenMoment(text: string, { parameters }: Pick<Line, 'parameters'>): Moment | null {
  const match = WRITTEN.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  try {
    const date = Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, REJECT);
    // A leap second is a second; nobody's hours are finer than minutes.
    const time = { hour: hour ?? 0, minute: minute ?? 0, second: second === 60 ? 59 : (second ?? 0) };
    // Some write VALUE=DATE and a time all the same, and some a bare day without saying so.
    const isDay = match[4] === undefined || parameters.get('VALUE')?.toUpperCase() === 'DATE';
    return {
      date,
      time: isDay ? null : Temporal.PlainTime.from(time, REJECT),
      isUtc: match[7] !== undefined,
      zone: parameters.get('TZID') ?? '',
    };
  } catch {
    return null;
  }
}

export function durationOf(text: string): Temporal.Duration | null {
  try {
    return Temporal.Duration.from(text.trim());
  } catch {
    return null;
  }
}

const REJECT = { overflow: 'reject' } as const;
