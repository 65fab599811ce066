import type { Fault } from './faults.ts';

const MINUTES_A_DAY = 1_440;

/**
 * Faults that lie between the parts of working hours: overlaps, a date twice, hours in no time zone. What is malformed
 * in itself was found before, and is passed over here.
 */
export function hoursFaults(patch: unknown, hasTimeZone: boolean): Fault[] {
  const hours = partOf(partOf(patch, 'workingHours'));
  if (!hours) return [];
  const { timeZone, week, exceptions } = hours;
  const unplaced = (timeZone ?? null) === null && !hasTimeZone;
  const days = Object.entries(partOf(week) ?? {});
  const dates = (Array.isArray(exceptions) ? exceptions : []).map((exception) => partOf(exception));
  return [
    ...(unplaced ? [{ path: 'workingHours.timeZone', code: 'UNKNOWN_TIME_ZONE' as const }] : []),
    ...days.flatMap(([day, intervals]) => overlaps(intervals, `workingHours.week.${day}`)),
    ...dates.flatMap((exception, n) => overlaps(exception?.['intervals'], `workingHours.exceptions.${n}.intervals`)),
    ...doubles(dates.map((exception) => exception?.['date'])),
  ];
}

/** Intervals that begin before an earlier one of their day has ended. */
function overlaps(intervals: unknown, path: string): Fault[] {
  if (!Array.isArray(intervals)) return [];
  const spans = intervals
    .map((interval, n) => ({ n, span: spanOf(interval) }))
    .flatMap(({ n, span }) => (span ? [{ n, ...span }] : []))
    .toSorted((a, b) => a.from - b.from || a.n - b.n);
  let until = -1;
  const faults: Fault[] = [];
  for (const { n, from, to } of spans) {
    if (from < until) faults.push({ path: `${path}.${n}`, code: 'OVERLAP' });
    until = Math.max(until, to);
  }
  return faults;
}

/** In minutes of the day; what does not end after its beginning ends on the next. */
function spanOf(interval: unknown): { from: number; to: number } | null {
  if (!Array.isArray(interval)) return null;
  const [from, to] = interval.map(minutesOf);
  if (from === undefined || to === undefined || Number.isNaN(from + to)) return null;
  return { from, to: to > from ? to : to + MINUTES_A_DAY };
}

function minutesOf(time: unknown): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(String(time)) ?? [];
  return Number(hours) * 60 + Number(minutes);
}

function doubles(dates: unknown[]): Fault[] {
  const seen = new Set<unknown>();
  return dates.flatMap((date, n) => {
    if (typeof date !== 'string') return [];
    if (seen.has(date)) return [{ path: `workingHours.exceptions.${n}.date`, code: 'DOUBLE_DATE', about: { date } }];
    seen.add(date);
    return [];
  });
}

function partOf(value: unknown, key?: string): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const part = key === undefined ? value : (value as Record<string, unknown>)[key];
  return part === undefined ? null : (part as Record<string, unknown> | null);
}
