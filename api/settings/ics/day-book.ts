import { Temporal } from 'temporal-polyfill';
import type { Interval } from '#workflows/settings/vocabulary.ts';
import { LIMITS } from '#workflows/checking/patch-schema.ts';

interface Day {
  off: boolean;
  intervals: Interval[];
  names: Set<string>;
}

/** Collects what a calendar says about each day between two dates. */
export class DayBook {
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  private readonly most: number;
  private readonly entries = new Map<string, Day>();

  constructor(first: Temporal.PlainDate, last: Temporal.PlainDate, most: number) {
    this.first = first;
    this.last = last;
    this.most = most;
  }

  /** More days than may be kept. */
  get isFull(): boolean {
    return this.entries.size > this.most;
  }

  /** A day off, or several: `end` is the day after. */
  dayOff(start: Temporal.PlainDate, end: Temporal.PlainDate, name: string): void {
    this.eachDay(start, later(start, end.subtract({ days: 1 })), (date) => {
      const day = this.day(date, name);
      if (day) day.off = true;
    });
  }

  /** Time that is worked. Over midnight it belongs to the day it begins on; longer than a day, to each day. */
  worked(start: Temporal.PlainDateTime, end: Temporal.PlainDateTime, name: string): void {
    if (Temporal.PlainDateTime.compare(end.round(MINUTE), start.round(MINUTE)) <= 0) return;
    if (Temporal.PlainDateTime.compare(end, start.add({ days: 1 })) <= 0)
      return this.work(start.toPlainDate(), [clock(start), endClock(end)], name);
    const ending = end.toPlainDate();
    this.eachDay(start.toPlainDate(), ending, (date) => {
      const begins = date.equals(start.toPlainDate()) ? clock(start) : '00:00';
      const ends = date.equals(ending) ? clock(end) : '24:00';
      if (ends !== '00:00') this.work(date, [begins, ends], name);
    });
  }

  /** In order; what overlaps is one, and a day off is one whatever else stands in it. */
  days(): { date: string; intervals: Interval[]; name: string }[] {
    return [...this.entries]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, { off, intervals, names }]) => ({
        date,
        intervals: off ? [] : union(intervals),
        name: shorten([...names].join(', ')),
      }));
  }

  private work(date: Temporal.PlainDate, interval: Interval, name: string): void {
    this.day(date, name)?.intervals.push(interval);
  }

  private day(date: Temporal.PlainDate, name: string): Day | null {
    if (Temporal.PlainDate.compare(date, this.first) < 0 || Temporal.PlainDate.compare(date, this.last) > 0)
      return null;
    const key = date.toString();
    const day = this.entries.get(key) ?? { off: false, intervals: [], names: new Set<string>() };
    this.entries.set(key, day);
    if (name.trim() !== '') day.names.add(name.trim());
    return day;
  }

  /** However long it lasts, only the days that count are gone through. */
  private eachDay(from: Temporal.PlainDate, to: Temporal.PlainDate, enter: (date: Temporal.PlainDate) => void): void {
    const end = Temporal.PlainDate.compare(to, this.last) > 0 ? this.last : to;
    for (let date = later(from, this.first); Temporal.PlainDate.compare(date, end) <= 0; date = date.add({ days: 1 }))
      enter(date);
  }
}

const MINUTE = { smallestUnit: 'minute', roundingMode: 'trunc' } as const;

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b;
}

function clock(time: Temporal.PlainDateTime): string {
  return time.toPlainTime().toString(MINUTE);
}

/** Midnight ends a day and does not begin the next. */
function endClock(time: Temporal.PlainDateTime): string {
  const text = clock(time);
  return text === '00:00' ? '24:00' : text;
}

function union(intervals: Interval[]): Interval[] {
  const ended = ([from, to]: Interval) => (to > from ? to : `${Number(to.slice(0, 2)) + 24}${to.slice(2)}`);
  const joined: { from: string; end: string; to: string }[] = [];
  const ordered = intervals.map((interval) => ({ from: interval[0], to: interval[1], end: ended(interval) }));
  for (const next of ordered.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const before = joined.at(-1);
    if (!before || next.from > before.end) joined.push(next);
    else if (next.end > before.end) Object.assign(before, { end: next.end, to: next.to });
  }
  return joined.map(({ from, to }) => [from, to]);
}

function shorten(name: string): string {
  const plain = name.replaceAll('\u0000', '').toWellFormed();
  return plain.length <= LIMITS.exceptionName ? plain : `${plain.slice(0, LIMITS.exceptionName - 1).toWellFormed()}…`;
}
