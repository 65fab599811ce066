import { describe, expect, test } from 'vitest';
import { fixture, event, read, dates, days } from './ics-fixtures.ts';

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
