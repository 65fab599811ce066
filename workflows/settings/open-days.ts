import type { Temporal } from 'temporal-polyfill';
import type { Span } from './calendar.ts';
import { type Interval, WEEKDAYS, type WorkingHours } from './vocabulary.ts';

/** Nobody plans further: hours without an opening for so long never open. */
export const HORIZON_DAYS = 400;

/** A day's open stretches under the same hours are asked for again and again, and reckoning with zones is slow. */
const DAYS = new WeakMap<WorkingHours, Map<string, Span[]>>();
/** Hours that never open are looked through to the horizon. */
const DAYS_MAX = 2 * HORIZON_DAYS;

export function spansOf(hours: WorkingHours, date: Temporal.PlainDate): Span[] {
  const text = date.toString();
  const days = DAYS.get(hours) ?? new Map<string, Span[]>();
  const known = days.get(text);
  if (known) return known;
  const spans = reckon(hours, date, text);
  if (days.size >= DAYS_MAX) days.clear();
  DAYS.set(hours, days.set(text, spans));
  return spans;
}

function reckon({ timeZone, week, exceptions }: WorkingHours, date: Temporal.PlainDate, text: string): Span[] {
  const weekday = WEEKDAYS[date.dayOfWeek - 1] ?? 'mon';
  const intervals = exceptions.find((exception) => exception.date === text)?.intervals ?? week[weekday] ?? [];
  return intervals
    .map((interval) => spanOf(interval, date, timeZone))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => a.from - b.from);
}

/**
 * Where the clock jumps, a time that is skipped counts from after the jump, and of a time that comes twice the whole of
 * both is open: who is told "until 03:30" may come until the second one.
 */
function spanOf([from, to]: Interval, date: Temporal.PlainDate, timeZone: string): Span {
  return {
    from: instant(date, from, timeZone, 'compatible'),
    to: instant(to > from ? date : date.add({ days: 1 }), to, timeZone, 'later'),
  };
}

function instant(
  date: Temporal.PlainDate,
  time: string,
  timeZone: string,
  disambiguation: 'compatible' | 'later',
): number {
  const [day, clock] = time === '24:00' ? [date.add({ days: 1 }), '00:00'] : [date, time];
  return day.toPlainDateTime(clock).toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds;
}
