import ICAL from 'ical.js';
import type { Temporal } from 'temporal-polyfill';
import type { Complaints } from './complaints.ts';
import { dayOf, type Frame, frameOf, moved, wallOf, zoneOf } from './frame.ts';
import { durationOf, type Moment, writtenMoment } from './moment.ts';
import { type Line, lineIn, type Part } from './parts.ts';
import { recurrenceOf } from './rule.ts';
import type { Zones } from './zones.ts';

export type Component = InstanceType<typeof ICAL.Component>;

/** An event whose times are all those of one clock, so that the library has to know of no zone. */
export interface PlainEvent {
  component: Component;
  frame: Frame;
}

export interface Reading {
  zones: Zones;
  complaints: Complaints;
}

/** Null for what has no day, or one that does not exist: then it is said, and the others are read. */
export function plainEvent(part: Part, reading: Reading, master: Frame | null = null): PlainEvent | null {
  const frame = placed(part, reading);
  if (!frame) return null;
  const lines = [
    ...kept(part),
    stamp('DTSTART', frame.from, frame),
    stamp('DTEND', frame.to, frame),
    ...rules(part, frame, reading),
    ...moments(part, ['EXDATE', 'RDATE'], frame, reading),
    // The beginning is the first date of every series; the library leaves it out where further dates stand alone.
    ...(lineIn(part, 'RDATE') && !lineIn(part, 'RRULE') ? [stamp('RDATE', frame.from, frame)] : []),
    ...(master ? moments(part, ['RECURRENCE-ID'], master, reading) : []),
  ];
  const text = ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
  return { component: new ICAL.Component(ICAL.parse(text) as []), frame };
}

/** Whether every value in the lines of this name says a moment that exists. */
export function isSound(part: Part, name: string, { complaints }: Reading): boolean {
  const wrong = part.lines.find((line) => line.name === name && line.value.split(',').some((one) => !read(one, line)));
  if (wrong) complaints.note(wrong.number, 'WRONG_VALUE', wrong.text);
  return !wrong;
}

function placed(part: Part, reading: Reading): Frame | null {
  const { zones } = reading;
  const line = lineIn(part, 'DTSTART');
  if (!line || !['DTSTART', 'DTEND'].every((name) => isSound(part, name, reading))) return null;
  const start = writtenMoment(line.value, line);
  if (!start || !hasSoundLength(part, reading) || !hasSoundRules(part, reading)) return null;
  const home = zoneOf(start, zones, line.number);
  return frameOf(part, start, home, endOf(part, start, reading), zones);
}

function endOf(part: Part, start: Moment, { zones }: Reading): Temporal.PlainDateTime | null {
  const line = lineIn(part, 'DTEND');
  const end = line && writtenMoment(line.value, line);
  const home = zoneOf(start, zones, line?.number ?? part.line);
  if (line && end) return end.time ? moved(wallOf(end), zoneOf(end, zones, line.number), home) : wallOf(end);
  const duration = durationOf(lineIn(part, 'DURATION')?.value ?? '');
  return duration && wallOf(start).add(duration);
}

function hasSoundLength(part: Part, { complaints }: Reading): boolean {
  const line = lineIn(part, 'DURATION');
  if (!line || durationOf(line.value)) return true;
  complaints.note(line.number, 'WRONG_VALUE', line.text);
  return false;
}

function hasSoundRules(part: Part, { complaints }: Reading): boolean {
  const wrong = part.lines.find(({ name, value }) => name === 'RRULE' && recurrenceOf(value, () => '') === null);
  if (wrong) complaints.note(wrong.number, 'WRONG_VALUE', wrong.text);
  return !wrong;
}

function kept(part: Part): string[] {
  return ['UID', 'SUMMARY', 'STATUS'].flatMap((name) => {
    const line = lineIn(part, name);
    return line ? [`${name}:${line.value}`] : [];
  });
}

/** A limit in UTC is one of the event's own clock; a day as the limit takes that whole day along. */
function rules(part: Part, frame: Frame, { zones }: Reading): string[] {
  const until = (moment: Moment): string => {
    if (!moment.time) return frame.isAllDay ? written(wallOf(moment), true) : `${written(wallOf(moment), true)}T235959`;
    const wall = moment.isUtc ? moved(wallOf(moment), zones.utc, frame.zone) : wallOf(moment);
    return written(wall, frame.isAllDay);
  };
  return part.lines.flatMap(({ name, value }) =>
    name === 'RRULE' ? [`RRULE:${recurrenceOf(value, until) ?? ''}`] : [],
  );
}

/** Single dates of a series, each as the series' own clock shows it. */
function moments(part: Part, names: string[], frame: Frame, { zones, complaints }: Reading): string[] {
  const lines = part.lines.filter(({ name }) => names.includes(name));
  return lines.flatMap((line) => {
    const range = line.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE' ? ';RANGE=THISANDFUTURE' : '';
    return line.value.split(',').flatMap((text) => {
      const moment = read(text, line);
      if (!moment) complaints.note(line.number, 'WRONG_VALUE', line.text);
      if (!moment) return [];
      const home = zoneOf(moment, zones, line.number);
      const shown = moment.time
        ? moved(wallOf(moment), home, frame.zone)
        : moment.date.toPlainDateTime(frame.from.toPlainTime());
      return [stamp(line.name + range, shown, frame)];
    });
  });
}

/** Of a period its beginning: the length is that of the series. */
function read(text: string, line: Line): Moment | null {
  return writtenMoment(text.split('/')[0] ?? '', line);
}

function stamp(name: string, wall: Temporal.PlainDateTime, { isAllDay }: Frame): string {
  if (!isAllDay) return `${name}:${written(wall, false)}`;
  return `${name};VALUE=DATE:${written(dayOf(wall).toPlainDateTime(), true)}`;
}

function written(wall: Temporal.PlainDateTime, isDay: boolean): string {
  return wall
    .toString({ smallestUnit: 'second' })
    .replace(/[-:]/g, '')
    .slice(0, isDay ? 8 : 15);
}
