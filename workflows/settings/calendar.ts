import { Temporal } from 'temporal-polyfill';
import { HORIZON_DAYS, spansOf } from './open-days.ts';
import type { WorkingHours } from './vocabulary.ts';

/** An open stretch of time, in epoch milliseconds; the end is no longer in it. */
export interface Span {
  from: number;
  to: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** A stretch that goes on for so long is told in pieces: to whoever asks, it does not close. */
const LONGEST_MS = 8 * DAY_MS;

/**
 * Whether hours may be kept in this zone: Intl knows names (`PST`, `IST`) that mean no one place and that no calendar
 * takes.
 */
export function isKnownZone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== '';
  } catch {
    return false;
  }
}

/** Whether somebody is there at `at`; no hours means always. */
export function isOpen(hours: WorkingHours | null, at: number): boolean {
  return hours === null || spanAt(hours, at) !== null;
}

/** The next moment at or after `at` at which somebody is there; null when there is none within a year. */
export function nextOpening(hours: WorkingHours | null, at: number): number | null {
  if (hours === null) return at;
  for (const span of spansFrom(hours, at)) return Math.max(span.from, at);
  return null;
}

/** When the open stretch in which `at` lies ends; null when it is closed then, or does not close within a week. */
export function closesAt(hours: WorkingHours | null, at: number): number | null {
  const to = hours === null ? null : (spanAt(hours, at)?.to ?? null);
  return to === null || to - at > LONGEST_MS ? null : to;
}

/** When the doors next close, however long they stay open before; null when they do not within a year. */
export function nextClosing(hours: WorkingHours | null, at: number): number | null {
  let closes: number | null = null;
  for (const { from, to } of hours === null ? [] : spansFrom(hours, at)) {
    if (closes !== null && from > closes) return closes;
    closes = to;
  }
  return closes !== null && closes < at + (HORIZON_DAYS - 2) * DAY_MS ? closes : null;
}

/** The moment at which `ms` of open time have passed since `from`; null when that never comes. */
export function afterWorkingTime(hours: WorkingHours | null, from: number, ms: number): number | null {
  if (hours === null) return from + ms;
  let left = ms;
  for (const span of spansFrom(hours, from)) {
    const start = Math.max(span.from, from);
    if (left <= span.to - start) return start + left;
    left -= span.to - start;
  }
  return null;
}

function spanAt(hours: WorkingHours, at: number): Span | null {
  for (const span of spansFrom(hours, at)) return span.from <= at ? span : null;
  return null;
}

/** Open stretches that end after `at`, in order; those that touch are one, but for the very long. */
export function* spansFrom(hours: WorkingHours, at: number): Generator<Span> {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.timeZone).toPlainDate();
  let open: Span = { from: -Infinity, to: -Infinity };
  // From the day before yesterday on: a night's work may have begun then, and touch what follows.
  for (let day = -2; day < HORIZON_DAYS; day += 1) {
    for (const span of spansOf(hours, today.add({ days: day }))) {
      const touches = span.from <= open.to && open.to - at <= LONGEST_MS;
      if (!touches && open.to > at) yield open;
      open = touches ? { from: open.from, to: Math.max(open.to, span.to) } : span;
    }
  }
  if (open.to > at) yield open;
}
