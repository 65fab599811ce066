import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from '#workflows/checking/patch-schema.ts';
import type { Complaints } from './complaints.ts';
import { lineIn, type Part } from './parts.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';

/** Between moments and what the clocks on the walls of a place show. */
export interface Zone {
  instantOf(wall: Temporal.PlainDateTime): Temporal.Instant;
  wallOf(instant: Temporal.Instant): Temporal.PlainDateTime;
}

/** Finds what the names of a file stand for. */
export class Zones {
  readonly own: Zone;
  readonly utc = region('UTC');
  private readonly found = new Map<string, Zone>();
  private readonly described: Part[];
  private readonly complaints: Complaints;

  constructor(timeZone: string, described: Part[], complaints: Complaints) {
    this.own = region(timeZone);
    this.described = described;
    this.complaints = complaints;
  }

  /** No name means the zone of the hours. So does one that nobody knows, and that is said. */
  named(name: string, line: number): Zone {
    if (name === '') return this.own;
    const known = this.found.get(name) ?? this.known(name);
    if (!known) this.complaints.note(line, 'UNKNOWN_ZONE', name);
    this.found.set(name, known ?? this.own);
    return known ?? this.own;
  }

  /**
   * Names of regions are read as such, also at the end of a path; others by the file's own words, or as Windows means
   * them.
   */
  private known(name: string): Zone | null {
    const segments = name.split('/');
    const path = [segments.slice(-3), segments.slice(-2)].map((some) => some.join('/')).find(isTimeZone);
    if (isTimeZone(name)) return region(name);
    const windows = WINDOWS_ZONES.get(name);
    return this.fromFile(name) ?? (windows ? region(windows) : path ? region(path) : null);
  }

  private fromFile(name: string): Zone | null {
    const part = this.described.find((one) => lineIn(one, 'TZID')?.value.trim() === name);
    if (!part) return null;
    const location = lineIn(part, 'X-LIC-LOCATION')?.value.trim() ?? '';
    return isTimeZone(location) ? region(location) : described(part);
  }
}

function region(name: string): Zone {
  return {
    instantOf: (wall) => wall.toZonedDateTime(name).toInstant(),
    wallOf: (instant) => instant.toZonedDateTimeISO(name).toPlainDateTime(),
  };
}

function described(part: Part): Zone | null {
  try {
    const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(textOf(part)) as []));
    return {
      instantOf: ({ year, month, day, hour, minute, second }) =>
        Temporal.Instant.fromEpochMilliseconds(
          new ICAL.Time({ year, month, day, hour, minute, second, isDate: false }, zone).toUnixTime() * 1_000,
        ),
      wallOf(instant) {
        const time = new ICAL.Time({}, ICAL.Timezone.utcTimezone);
        time.fromUnixTime(Math.floor(instant.epochMilliseconds / 1_000));
        const { year, month, day, hour, minute, second } = time.convertToZone(zone);
        return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second });
      },
    };
  } catch {
    return null;
  }
}

function textOf({ name, lines, parts }: Part): string {
  return [`BEGIN:${name}`, ...lines.map(({ text }) => text), ...parts.map(textOf), `END:${name}`].join('\r\n');
}
