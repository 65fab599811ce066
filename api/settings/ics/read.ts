import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { DayException } from '#workflows/settings/vocabulary.ts';
import { LIMITS } from '#workflows/checking/patch-schema.ts';
import { type Complaint, Complaints } from './complaints.ts';
import { DayBook } from './day-book.ts';
import { type Component, isSound, plainEvent, type PlainEvent, type Reading } from './event.ts';
import { type Frame, moved } from './frame.ts';
import { lineIn, type Part, readComponents } from './parts.ts';
import { type Zone, Zones } from './zones.ts';

/** Nobody plans further; what repeats for ever has to end somewhere. */
const YEARS_AHEAD = 3;
/** Occurrences looked at in one file. */
const STEPS = 20_000;

type Event = InstanceType<typeof ICAL.Event>;
type Time = InstanceType<typeof ICAL.Time>;

export type ImportedDay = Required<DayException>;

export interface ReadCalendar {
  days: ImportedDay[];
  complaints: Complaint[];
}

export class UnreadableCalendar extends Error {
  override name = 'UnreadableCalendar';
  readonly code: 'NOT_A_CALENDAR' | 'TOO_MANY_DAYS';

  constructor(code: 'NOT_A_CALENDAR' | 'TOO_MANY_DAYS') {
    super(code);
    this.code = code;
  }
}

/**
 * The days of an iCalendar file, from today on: all-day events are days off, events with times are what is worked that
 * day. What cannot be read is complained about and takes nothing else along. The library can run for ever on a rule
 * that never comes true: call it through `importCalendar`.
 */
export function readCalendar(text: string, timeZone: string, now: number): ReadCalendar {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const book = new DayBook(today, today.add({ years: YEARS_AHEAD }), LIMITS.exceptions);
  const complaints = new Complaints();
  const calendars = readComponents(text, complaints).filter(({ name }) => name === 'VCALENDAR');
  const isCalendar = calendars.some(({ isWhole, parts }) => isWhole || parts.some((part) => part.isWhole));
  if (!isCalendar) throw new UnreadableCalendar('NOT_A_CALENDAR');
  let steps = 0;
  for (const calendar of calendars) {
    const described = calendar.parts.filter(({ name }) => name === 'VTIMEZONE');
    const zones = new Zones(timeZone, described, complaints);
    for (const occurrence of occurrencesOf(calendar, book.last, { zones, complaints })) {
      if ((steps += 1) > STEPS) throw new UnreadableCalendar('TOO_MANY_DAYS');
      enter(book, occurrence, zones.own);
      if (book.isFull) throw new UnreadableCalendar('TOO_MANY_DAYS');
    }
  }
  return { days: book.days(), complaints: complaints.list() };
}

interface Occurrence {
  item: Event;
  start: Time;
  end: Time;
  frame: Frame;
}

type Frames = Map<Component, Frame>;

function* occurrencesOf(calendar: Part, last: Temporal.PlainDate, reading: Reading): Generator<Occurrence> {
  const events = calendar.parts.filter(({ name, isWhole }) => name === 'VEVENT' && isWhole);
  const [single, masters] = [events.filter(isOfSeries), events.filter((event) => !isOfSeries(event))];
  const changed = Map.groupBy(single, uidOf);
  for (const part of masters) {
    const master = plainEvent(part, reading);
    const theirs = (changed.get(uidOf(part)) ?? []).filter((one) => isSound(one, 'RECURRENCE-ID', reading));
    const exceptions = theirs.flatMap((one) => plainEvent(one, reading, master?.frame ?? null) ?? []);
    if (master) yield* repeat(master, exceptions, last);
    else yield* exceptions.map(once);
  }
  const known = new Set(masters.map(uidOf));
  // A date of a series whose series is not in the file.
  for (const orphan of single.filter((event) => !known.has(uidOf(event)))) {
    const event = plainEvent(orphan, reading);
    if (event) yield once(event);
  }
}

function isOfSeries(event: Part): boolean {
  return lineIn(event, 'RECURRENCE-ID') !== undefined;
}

function* repeat(master: PlainEvent, exceptions: PlainEvent[], last: Temporal.PlainDate): Generator<Occurrence> {
  const event = new ICAL.Event(master.component, { exceptions: exceptions.map(({ component }) => component) });
  if (!event.isRecurring()) return yield once(master);
  const frames: Frames = new Map([master, ...exceptions].map(({ component, frame }) => [component, frame]));
  const series = event.iterator();
  for (let next = series.next(); next; next = series.next()) {
    if (Temporal.PlainDate.compare(dateOf(next), last) > 0) return;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    yield { item, start: startDate, end: endDate, frame: frames.get(item.component) ?? master.frame };
  }
}

function once({ component, frame }: PlainEvent): Occurrence {
  const item = new ICAL.Event(component);
  return { item, start: item.startDate, end: item.endDate, frame };
}

function uidOf(event: Part): string {
  return lineIn(event, 'UID')?.value ?? '';
}

function enter(book: DayBook, { item, start, end, frame }: Occurrence, own: Zone): void {
  if (item.component.getFirstPropertyValue('status') === 'CANCELLED') return;
  const name = item.summary ?? '';
  if (start.isDate) return book.dayOff(dateOf(start), dateOf(end), name);
  const shown = (time: Time) => moved(wallOf(time), frame.zone, own);
  book.worked(shown(start), shown(end), name);
}

function wallOf(time: Time): Temporal.PlainDateTime {
  return dateOf(time).toPlainDateTime({ hour: time.hour, minute: time.minute });
}

function dateOf({ year, month, day }: Time): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
}
