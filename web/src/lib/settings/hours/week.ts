import { type DayException, type Interval, WEEKDAYS, type WorkingHours } from '#workflows/settings/vocabulary.ts';

/** Working hours as the page draws them. */

const WORKDAY: Interval[] = [['09:00', '18:00']];

/** What the hours begin with when they are switched on for the first time. */
export function firstHours(timeZone: string): WorkingHours {
  const week = Object.fromEntries(WEEKDAYS.map((day, n) => [day, n < 5 ? WORKDAY : []]));
  return { timeZone, week, exceptions: [] };
}

/** WorkingHours with every day said: what is left out would be taken from the settings for all pages. */
export function whole({ timeZone, week, exceptions }: WorkingHours): WorkingHours {
  const days = Object.fromEntries(WEEKDAYS.map((day) => [day, week[day] ?? []]));
  return { timeZone, week: days, exceptions: exceptions ?? [] };
}

/**
 * What a person types for a time: `9`, `930`, `9.30` and `9:30` are all understood; the rest stays for the server to
 * judge.
 */
export function timeOf(typed: string): string {
  const [, hours, minutes] = /^\s*(\d{1,2})\s*[:., -]?\s*(\d{2})?\s*$/.exec(typed) ?? [];
  return hours === undefined ? typed.trim() : `${hours.padStart(2, '0')}:${minutes ?? '00'}`;
}

/** The interval that a day gets next: after a lunch hour, or the whole working day. */
export function nextInterval(intervals: Interval[]): Interval {
  const last = intervals.at(-1);
  const end = last ? hoursOf(last[1]) : 24;
  if (!last || end >= 22 || hoursOf(last[0]) >= end) return intervals.length === 0 ? ['09:00', '18:00'] : ['', ''];
  const from = Math.floor(end) + 1;
  return [clock(from), clock(Math.min(from + 4, 23))];
}

export interface Scale {
  from: number;
  to: number;
  ticks: number[];
}

const DAY: Scale = { from: 6, to: 22, ticks: [6, 9, 12, 15, 18, 21] };
const NIGHT: Scale = { from: 0, to: 24, ticks: [0, 4, 8, 12, 16, 20, 24] };

/** The drawn stretch of the day: the whole of it as soon as somebody works at night. */
export function scaleOf(week: WorkingHours['week']): Scale {
  const isNight = Object.values(week)
    .flat()
    .flatMap((interval) => barOf(interval) ?? [])
    .some(({ from, to }) => from < DAY.from || to > DAY.to);
  return isNight ? NIGHT : DAY;
}

/** Where the bars of a day begin and end, in hours; what runs over midnight is cut there. */
export function barsOf(intervals: Interval[]): { from: number; to: number }[] {
  return intervals.flatMap((interval) => barOf(interval) ?? []);
}

function barOf([from, to]: Interval): { from: number; to: number } | null {
  const [start, end] = [hoursOf(from), hoursOf(to)];
  if (Number.isNaN(start) || Number.isNaN(end)) return null;
  return { from: start, to: end > start ? end : 24 };
}

function hoursOf(time: string): number {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  return hours === undefined ? Number.NaN : Number(hours) + Number(minutes) / 60;
}

function clock(hours: number): string {
  return `${String(hours).padStart(2, '0')}:00`;
}

/** The exceptions with others put among them, in the order of days; of two for one day the added one stays. */
export function withExceptions(known: DayException[], added: DayException[]): DayException[] {
  const byDate = new Map([...known, ...added].map((exception) => [exception.date, exception]));
  return [...byDate.values()].toSorted((a, b) => a.date.localeCompare(b.date));
}

/** The day after today, or after the last that is known: what a new exception begins with. */
export function nextDate(known: DayException[], today: Date): string {
  const tomorrow = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + 1));
  const taken = new Set(known.map(({ date }) => date));
  while (taken.has(isoDay(tomorrow))) tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
  return isoDay(tomorrow);
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
