import { describe, expect, test } from 'vitest';
import { readCalendar } from '#api/settings/ics/read.ts';
import { isTimeZone } from '#workflows/checking/patch-schema.ts';
import { WINDOWS_ZONES } from '#api/settings/ics/windows-zones.ts';
import { NOW, KYIV, fixture, event, file, read, dates, days } from './ics-fixtures.ts';

/** What is complained about, with the line that says it. */
const wrong = (found: ReturnType<typeof read>) => found.complaints.map(({ line, code }) => [line, code]);

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
