import { Temporal } from 'temporal-polyfill';
import type { Moment } from './moment.ts';
import { lineIn, type Part } from './parts.ts';
import type { Zone, Zones } from './zones.ts';

type Wall = Temporal.PlainDateTime;

/** An event as one clock shows it: everything about it is told in this zone, as days or as times. */
export interface Frame {
  zone: Zone;
  isAllDay: boolean;
  from: Wall;
  to: Wall;
}

/** Outlook and Exchange write the days of an all-day event as times of their own zone, and say so beside. */
const ALL_DAY = ['X-MICROSOFT-CDO-ALLDAYEVENT', 'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT', 'X-FUNAMBOL-ALLDAY'];

export function zoneOf(moment: Moment, zones: Zones, line: number): Zone {
  return moment.isUtc ? zones.utc : zones.named(moment.zone, line);
}

export function wallOf({ date, time }: Moment): Wall {
  return date.toPlainDateTime(time ?? undefined);
}

/** Whole days, in whatever words: a date, Outlook's own mark, or from one midnight to another. */
export function frameOf(part: Part, start: Moment, home: Zone, end: Wall | null, zones: Zones): Frame {
  const from = wallOf(start);
  if (!start.time) return allDay(home, from, end);
  const isMarked = ALL_DAY.some((name) => /^(TRUE|1)$/i.test(lineIn(part, name)?.value.trim() ?? ''));
  for (const zone of start.isUtc ? [zones.own, zones.utc] : [home]) {
    const [shown, until] = [moved(from, home, zone), end && moved(end, home, zone)];
    const isWhole = until !== null && isMidnight(shown) && isEndOfDay(until) && isLonger(shown, until);
    if (isWhole || (isMarked && isMidnight(shown))) return allDay(zone, shown, until);
  }
  if (isMarked) return allDay(start.isUtc ? zones.own : home, moved(from, home, start.isUtc ? zones.own : home), end);
  return { zone: home, isAllDay: false, from, to: end ?? from };
}

/** The day a wall clock is nearest to the beginning of: another zone's midnight is an hour or two beside ours. */
export function dayOf(wall: Wall): Temporal.PlainDate {
  return wall.add({ hours: 12 }).toPlainDate();
}

export function moved(wall: Wall, from: Zone, to: Zone): Wall {
  return from === to ? wall : to.wallOf(from.instantOf(wall));
}

function allDay(zone: Zone, from: Wall, end: Wall | null): Frame {
  const first = dayOf(from);
  const last = end ? dayOf(end) : first;
  const isLater = Temporal.PlainDate.compare(last, first) > 0;
  const next = isLater ? last : first.add({ days: 1 });
  return { zone, isAllDay: true, from: first.toPlainDateTime(), to: next.toPlainDateTime() };
}

function isMidnight({ hour, minute }: Wall): boolean {
  return hour === 0 && minute === 0;
}

/** Some end a day a minute or a second before midnight. */
function isEndOfDay(wall: Wall): boolean {
  return isMidnight(wall) || (wall.hour === 23 && wall.minute === 59);
}

function isLonger(from: Wall, to: Wall): boolean {
  return Temporal.PlainDateTime.compare(from, to) < 0;
}
