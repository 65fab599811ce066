import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { DayException } from '#workflows/settings/vocabulary.ts';
import { isTimeZone, LIMITS } from '../schemas/settings-patch.ts';
import { DayBook } from './day-book.ts';

/** Nobody plans further; what repeats for ever has to end somewhere. */
const YEARS_AHEAD = 3;
/** Occurrences looked at in one file. */
const STEPS = 20_000;

type Component = InstanceType<typeof ICAL.Component>;
type Event = InstanceType<typeof ICAL.Event>;
type Time = InstanceType<typeof ICAL.Time>;
type ZonedDateTime = Temporal.ZonedDateTime;

export type ImportedDay = Required<DayException>;

export class UnreadableCalendar extends Error {
  override name = 'UnreadableCalendar';
  readonly code: 'NOT_A_CALENDAR' | 'TOO_MANY_DAYS';

  constructor(code: 'NOT_A_CALENDAR' | 'TOO_MANY_DAYS', options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/**
 * The days of an iCalendar file, from today on: all-day events are days off, events with times are what is worked that day. The library
 * can run for ever on a rule that never comes true: call it through `importCalendar`.
 */
export function readCalendar(text: string, timeZone: string, now: number): ImportedDay[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const book = new DayBook(today, today.add({ years: YEARS_AHEAD }), LIMITS.exceptions);
  try {
    let steps = 0;
    for (const occurrence of occurrencesOf(text, book.last)) {
      if ((steps += 1) > STEPS) throw new UnreadableCalendar('TOO_MANY_DAYS');
      enter(book, occurrence, timeZone);
      if (book.isFull) throw new UnreadableCalendar('TOO_MANY_DAYS');
    }
  } catch (error) {
    throw error instanceof UnreadableCalendar ? error : new UnreadableCalendar('NOT_A_CALENDAR', { cause: error });
  }
  return book.days();
}

interface Occurrence {
  item: Event;
  start: Time;
  end: Time;
}

function* occurrencesOf(text: string, last: Temporal.PlainDate): Generator<Occurrence> {
  for (const calendar of calendarsOf(text)) {
    const events = calendar.getAllSubcomponents('vevent').filter((event) => event.hasProperty('dtstart'));
    const masters = events.filter((event) => !event.hasProperty('recurrence-id'));
    const single = events.filter((event) => event.hasProperty('recurrence-id'));
    const changed = Map.groupBy(single, uidOf);
    for (const master of masters) yield* repeat(master, changed.get(uidOf(master)) ?? [], last);
    const known = new Set(masters.map(uidOf));
    // A date of a series whose series is not in the file.
    for (const orphan of single.filter((event) => !known.has(uidOf(event)))) yield once(new ICAL.Event(orphan));
  }
}

function calendarsOf(text: string): Component[] {
  const parsed = ICAL.parse(text) as unknown[];
  const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed).map((root) => new ICAL.Component(root as []));
  if (roots.length === 0 || roots.some(({ name }) => name !== 'vcalendar'))
    throw new UnreadableCalendar('NOT_A_CALENDAR');
  return roots;
}

function* repeat(master: Component, exceptions: Component[], last: Temporal.PlainDate): Generator<Occurrence> {
  const event = new ICAL.Event(master, { exceptions });
  if (!event.isRecurring()) return yield once(event);
  const series = event.iterator();
  for (let next = series.next(); next; next = series.next()) {
    if (Temporal.PlainDate.compare(dateOf(next), last) > 0) return;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    yield { item, start: startDate, end: endDate };
  }
}

function once(item: Event): Occurrence {
  return { item, start: item.startDate, end: item.endDate };
}

function uidOf(event: Component): string {
  return String(event.getFirstPropertyValue('uid') ?? '');
}

function enter(book: DayBook, { item, start, end }: Occurrence, timeZone: string): void {
  if (item.component.getFirstPropertyValue('status') === 'CANCELLED') return;
  const name = item.summary ?? '';
  if (start.isDate) return book.dayOff(dateOf(start), dateOf(end), name);
  const [from, to] = [zoned(start, item, 'dtstart', timeZone), zoned(end, item, 'dtend', timeZone)];
  book.worked(from, to, name);
}

/** In the time zone of the hours. Names that are no region's (Outlook has its own) are looked up in the file. */
function zoned(time: Time, item: Event, property: string, timeZone: string): ZonedDateTime {
  const own = item.component.getFirstProperty(property) ?? item.component.getFirstProperty('dtstart');
  const tzid = own?.getFirstParameter('tzid') ?? '';
  const wall = dateOf(time).toPlainDateTime({ hour: time.hour, minute: time.minute });
  if (isTimeZone(tzid)) return wall.toZonedDateTime(tzid).withTimeZone(timeZone);
  if (time.zone === ICAL.Timezone.localTimezone) return wall.toZonedDateTime(timeZone);
  return Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1_000).toZonedDateTimeISO(timeZone);
}

function dateOf({ year, month, day }: Time): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
}
