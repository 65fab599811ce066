import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCalendar } from '#api/settings/ics/read.ts';
import { isTimeZone } from '#api/settings/patch-schema.ts';
import { WINDOWS_ZONES } from '#api/settings/ics/windows-zones.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
const KYIV = 'Europe/Kyiv';

const fixture = (name: string) => readCalendar(readFileSync(join(import.meta.dirname, 'ics', name), 'utf8'), KYIV, NOW);
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'];
const file = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const read = (...lines: string[]) => readCalendar(file(...lines), KYIV, NOW);
const dates = (found: ReturnType<typeof read>) => found.days.map(({ date }) => date);
const days = (...lines: string[]) => read(...lines).days.map(({ date, intervals }) => [date, ...intervals]);
/** What is complained about, with the line that says it. */
const wrong = (found: ReturnType<typeof read>) => found.complaints.map(({ line, code }) => [line, code]);
const ALL_DAY = 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE';

describe('I1: a day off is one in every dialect', () => {
  test.each([
    ['outlook-all-day.ics', ['2027-12-24']],
    ['outlook-all-day-utc.ics', ['2027-12-24']],
    ['outlook-three-days.ics', ['2027-12-24', '2027-12-25', '2027-12-26']],
    ['midnight-to-midnight.ics', ['2027-12-24']],
  ])('%s', (name, expected) => {
    const found = fixture(name);
    expect(dates(found)).toEqual(expected);
    expect(found.days.flatMap(({ intervals }) => intervals)).toEqual([]);
    expect(found.complaints).toEqual([]);
  });

  test.each([
    ['by its length', ['DTSTART:20271224T000000', 'DURATION:P2D'], ['2027-12-24', '2027-12-25']],
    ['in hours, over the clock change', ['DTSTART:20270328T000000', 'DTEND:20270329T000000'], ['2027-03-28']],
    ['to the last second', ['DTSTART:20271224T000000', 'DTEND:20271224T235959'], ['2027-12-24']],
    [
      'of another zone',
      ['DTSTART;TZID=Europe/Berlin:20271224T000000', 'DTEND;TZID=Europe/Berlin:20271225T000000'],
      ['2027-12-24'],
    ],
    ['in UTC midnights', ['DTSTART:20271224T000000Z', 'DTEND:20271225T000000Z'], ['2027-12-24']],
    ['of UTC that are midnights here', ['DTSTART:20271223T220000Z', 'DTEND:20271224T220000Z'], ['2027-12-24']],
    ['marked, of Berlin, in UTC', ['DTSTART:20271223T230000Z', 'DTEND:20271224T230000Z', ALL_DAY], ['2027-12-24']],
    ['marked, without an end', ['DTSTART:20271224T000000', ALL_DAY], ['2027-12-24']],
    ['a day that says DATE and brings a time', ['DTSTART;VALUE=DATE:20271224T000000'], ['2027-12-24']],
    [
      'every week, over the clock change, in UTC',
      ['DTSTART:20270313T220000Z', 'DTEND:20270314T220000Z', 'RRULE:FREQ=WEEKLY;COUNT=4'],
      ['2027-03-14', '2027-03-21', '2027-03-28', '2027-04-04'],
    ],
  ])('whole days %s', (_, lines, expected) => {
    expect(days(...event(...lines))).toEqual(expected.map((date) => [date]));
  });

  test.each([
    ['until midnight', ['DTSTART:20271224T180000', 'DTEND:20271225T000000'], ['18:00', '24:00']],
    ['a day long, from noon', ['DTSTART:20271224T120000', 'DTEND:20271225T120000'], ['12:00', '12:00']],
    ['from midnight on', ['DTSTART:20271224T000000', 'DTEND:20271224T080000'], ['00:00', '08:00']],
  ])('work %s stays work', (_, lines, interval) => {
    expect(days(...event(...lines))).toEqual([['2027-12-24', interval]]);
  });
});

describe('I2: moments in UTC are those of the event’s own clock, described or not', () => {
  const series = ['DTSTART;TZID=Europe/Kyiv:20271201T100000', 'DTEND;TZID=Europe/Kyiv:20271201T110000'];

  test('exdate-utc-no-vtimezone.ics', () => {
    expect(dates(fixture('exdate-utc-no-vtimezone.ics'))).toEqual(['2027-12-01', '2027-12-15']);
  });

  test.each([
    [
      'an exception as a day',
      ['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;VALUE=DATE:20271208'],
      ['2027-12-01', '2027-12-15'],
    ],
    [
      'several in one line',
      ['RRULE:FREQ=WEEKLY;COUNT=4', 'EXDATE:20271208T080000Z,20271215T080000Z'],
      ['2027-12-01', '2027-12-22'],
    ],
    ['one in another zone', ['RRULE:FREQ=WEEKLY;COUNT=2', 'EXDATE;TZID=Europe/Berlin:20271208T090000'], ['2027-12-01']],
    [
      'a limit on the last of them',
      ['RRULE:FREQ=WEEKLY;UNTIL=20271215T080000Z'],
      ['2027-12-01', '2027-12-08', '2027-12-15'],
    ],
    ['a limit just before it', ['RRULE:FREQ=WEEKLY;UNTIL=20271215T075959Z'], ['2027-12-01', '2027-12-08']],
    ['a limit as a day', ['RRULE:FREQ=WEEKLY;UNTIL=20271215'], ['2027-12-01', '2027-12-08', '2027-12-15']],
    ['a further date', ['RDATE:20271203T080000Z'], ['2027-12-01', '2027-12-03']],
    [
      'a further date as a period',
      ['RDATE;VALUE=PERIOD:20271203T080000Z/20271203T090000Z'],
      ['2027-12-01', '2027-12-03'],
    ],
  ])('%s', (_, lines, expected) => {
    const found = read(...event(...series, ...lines));
    expect(dates(found)).toEqual(expected);
    expect(found.days.flatMap(({ intervals }) => intervals)).toEqual(expected.map(() => ['10:00', '11:00']));
  });

  test('a date of a series that was moved', () => {
    const moved = event('RECURRENCE-ID:20271208T080000Z', 'DTSTART:20271209T120000Z', 'DTEND:20271209T130000Z');
    expect(days(...event(...series, 'RRULE:FREQ=WEEKLY;COUNT=2'), ...moved)).toEqual([
      ['2027-12-01', ['10:00', '11:00']],
      ['2027-12-09', ['14:00', '15:00']],
    ]);
  });

  test('a day off of a series that became a short day, by its day or by its midnight', () => {
    for (const id of ['RECURRENCE-ID;VALUE=DATE:20271208', 'RECURRENCE-ID:20271207T220000Z']) {
      const short = event(id, 'DTSTART:20271208T100000', 'DTEND:20271208T120000');
      const off = event('DTSTART;VALUE=DATE:20271201', 'RRULE:FREQ=WEEKLY;UNTIL=20271214T215959Z');
      expect(days(...off, ...short)).toEqual([['2027-12-01'], ['2027-12-08', ['10:00', '12:00']]]);
    }
  });
});

describe('I3: the names of zones', () => {
  const at = (zone: string) => event(`DTSTART;TZID=${zone}:20271224T090000`, `DTEND;TZID=${zone}:20271224T130000`);

  test('windows-zone-no-vtimezone.ics', () => {
    expect(fixture('windows-zone-no-vtimezone.ics')).toMatchObject({
      days: [{ date: '2027-12-24', intervals: [['10:00', '14:00']] }],
      complaints: [],
    });
  });

  test.each([
    '"W. Europe Standard Time"',
    '/mozilla.org/20050126_1/Europe/Berlin',
    '/freeassociation.sourceforge.net/Europe/Rome',
  ])('%s is an hour behind Kyiv', (zone) => {
    expect(days(...at(zone))).toEqual([['2027-12-24', ['10:00', '14:00']]]);
  });

  test('one that nobody knows is said once, and read as the zone of the hours', () => {
    const found = read(...at('Planet Nine Time'));
    expect(found.days[0]?.intervals).toEqual([['09:00', '13:00']]);
    expect(found.complaints).toEqual([{ line: 5, code: 'UNKNOWN_ZONE', text: 'Planet Nine Time' }]);
  });

  test('each of Windows’ names stands for a zone that hours can be kept in', () => {
    expect([...WINDOWS_ZONES].filter(([, zone]) => !isTimeZone(zone))).toEqual([]);
    expect(WINDOWS_ZONES.size).toBeGreaterThan(130);
  });
});

describe('I4: one thing does not refuse the whole file', () => {
  test.each([
    ['bom.ics', ['2027-12-25'], []],
    ['date-without-value.ics', ['2027-12-25'], []],
    ['one-bad-line.ics', ['2027-12-25', '2028-01-01'], [[15, 'UNREADABLE_LINE']]],
  ])('%s', (name, expected, complaints) => {
    const found = fixture(name);
    expect(dates(found)).toEqual(expected);
    expect(wrong(found)).toEqual(complaints);
  });

  test('text that was broken over lines without a blank, with its line', () => {
    const found = read(...event('DTSTART:20271225', 'DESCRIPTION:Dear all,', 'the office is closed', 'SUMMARY:Off'));
    expect(found.days).toEqual([{ date: '2027-12-25', intervals: [], name: 'Off' }]);
    expect(wrong(found)).toEqual([[7, 'UNREADABLE_LINE']]);
  });

  test('lines that are folded, a reminder inside, an end too many', () => {
    const alarm = ['BEGIN:VALARM', 'TRIGGER:-PT15M', 'END:VALARM'];
    const found = read(...event('DTSTART;VALUE=DA', ' TE:20271225', 'SUMMARY:Різ', '\tдво', ...alarm), 'END:VEVENT');
    expect(found.days).toEqual([{ date: '2027-12-25', intervals: [], name: 'Різдво' }]);
    expect(wrong(found)).toEqual([[13, 'UNREADABLE_LINE']]);
  });

  test('a file that was cut off: whole events are read', () => {
    const whole = file(...event('DTSTART:20271225'), ...event('DTSTART:20271226'));
    const found = readCalendar(whole.slice(0, whole.indexOf('20271226') + 8), KYIV, NOW);
    expect(dates(found)).toEqual(['2027-12-25']);
    expect(wrong(found)).toEqual([
      [1, 'CUT_OFF'],
      [7, 'CUT_OFF'],
    ]);
  });

  test('a file of nothing but noise complains of fifty lines at most', () => {
    expect(read(...Array.from({ length: 500 }, () => 'noise')).complaints).toHaveLength(50);
  });

  test.each([
    'a'.repeat(200_000),
    `A;B="${'"'.repeat(100_000)}`,
    `A${';B=C'.repeat(50_000)}`,
    'BEGIN:X\n'.repeat(30_000),
  ])('the worst of lines is looked at once', (text) => {
    expect(dates(readCalendar(file(...event('DTSTART:20271225'), text), KYIV, NOW))).toEqual(['2027-12-25']);
  });
});

describe('Y32: what does not exist is said with its line, and is no other day', () => {
  test.each([
    ['day 45 of month 13', 'DTSTART;VALUE=DATE:20271345'],
    ['30 February', 'DTSTART;VALUE=DATE:20280230'],
    ['29 February of a year without one', 'DTSTART:20270229T100000'],
    ['25 o’clock', 'DTSTART:20271224T250000'],
    ['61 minutes', 'DTSTART:20271224T106100'],
    ['letters', 'DTSTART;VALUE=DATE:tomorrow'],
    ['an end on 31 June', 'DTSTART;VALUE=DATE:20270601', 'DTEND;VALUE=DATE:20270631'],
    ['a length of letters', 'DTSTART:20271224T100000', 'DURATION:PTlong'],
    ['an unknown frequency', 'DTSTART:20271224', 'RRULE:FREQ=SOMETIMES'],
    ['the 13th month of a rule', 'DTSTART:20271224', 'RRULE:FREQ=YEARLY;BYMONTH=13'],
    ['the 30 February of a rule', 'DTSTART:20271224', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
    ['a rule that goes until 31 April', 'DTSTART:20271224', 'RRULE:FREQ=DAILY;UNTIL=20280431'],
    ['a rule of every zeroth week', 'DTSTART:20271224', 'RRULE:FREQ=WEEKLY;INTERVAL=0'],
  ])('%s', (_, ...lines) => {
    const found = read(...event(...lines), ...event('DTSTART:20271231'));
    expect(dates(found)).toEqual(['2027-12-31']);
    expect(wrong(found)).toEqual([[4 + lines.length, 'WRONG_VALUE']]);
  });

  test('an exception or a further date that does not exist leaves the series as it is', () => {
    const found = read(...event('DTSTART:20271224', 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:20271324', 'RDATE:20271299'));
    expect(dates(found)).toEqual(['2027-12-24', '2027-12-25']);
    expect(wrong(found)).toEqual([
      [7, 'WRONG_VALUE'],
      [8, 'WRONG_VALUE'],
    ]);
  });

  test('where a series cannot be read, the dates of it that can are', () => {
    const changed = event('RECURRENCE-ID:20271224', 'DTSTART:20271223');
    const found = read(...event('DTSTART:20271345', 'RRULE:FREQ=DAILY'), ...changed);
    expect(dates(found)).toEqual(['2027-12-23']);
  });
});
