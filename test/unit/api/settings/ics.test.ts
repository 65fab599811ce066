import { describe, expect, test } from 'vitest';
import { readCalendar } from '#api/settings/ics/read.ts';
import { importCalendar } from '#api/settings/ics/import-calendar.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const KYIV = 'Europe/Kyiv';

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const calendar = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');
const days = (...events: string[][]) => readCalendar(calendar(...events), KYIV, NOW).days;
const dates = (...events: string[][]) => days(...events).map(({ date }) => date);

describe('F18: a calendar file', () => {
  test('an all-day event is a day off with its name', () => {
    expect(days(event('UID:1', 'DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261226', 'SUMMARY:Різдво'))).toEqual([
      { date: '2026-12-25', intervals: [], name: 'Різдво' },
    ]);
  });

  test('one of several days ends before its end date, and one without an end is a day', () => {
    expect(dates(event('DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20270102'))).toEqual([
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
    ]);
    expect(dates(event('DTSTART;VALUE=DATE:20261230'))).toEqual(['2026-12-30']);
    expect(dates(event('DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20261230'))).toEqual(['2026-12-30']);
  });

  test('an event with times is a day with just that interval', () => {
    expect(days(event('DTSTART:20261231T100000', 'DTEND:20261231T143000', 'SUMMARY:Короткий день'))).toEqual([
      { date: '2026-12-31', intervals: [['10:00', '14:30']], name: 'Короткий день' },
    ]);
    expect(days(event('DTSTART:20261231T100000', 'DURATION:PT2H'))[0]?.intervals).toEqual([['10:00', '12:00']]);
  });

  test.each([
    ['in UTC', ['DTSTART:20261231T080000Z', 'DTEND:20261231T120000Z']],
    ['in another zone', ['DTSTART;TZID=Europe/Berlin:20261231T090000', 'DTEND;TZID=Europe/Berlin:20261231T130000']],
    ['in no zone', ['DTSTART:20261231T100000', 'DTEND:20261231T140000']],
  ])('times %s are those of the hours', (_, lines) => {
    expect(days(event(...lines))[0]?.intervals).toEqual([['10:00', '14:00']]);
  });

  test('a zone with a name of its own is looked up in the file', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Office time',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0500',
      'TZOFFSETTO:+0500',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const times = ['DTSTART;TZID=Office time:20261231T130000', 'DTEND;TZID=Office time:20261231T170000'];
    expect(days(zone, event(...times))[0]?.intervals).toEqual([['10:00', '14:00']]);
  });

  test('work over midnight belongs to its first day, longer work to each of its days', () => {
    expect(days(event('DTSTART:20261231T220000', 'DTEND:20270101T060000'))).toMatchObject([
      { date: '2026-12-31', intervals: [['22:00', '06:00']] },
    ]);
    expect(days(event('DTSTART:20261231T080000', 'DTEND:20270101T000000'))).toMatchObject([
      { date: '2026-12-31', intervals: [['08:00', '24:00']] },
    ]);
    expect(days(event('DTSTART:20261230T080000', 'DTEND:20270101T120000'))).toMatchObject([
      { date: '2026-12-30', intervals: [['08:00', '24:00']] },
      { date: '2026-12-31', intervals: [['00:00', '24:00']] },
      { date: '2027-01-01', intervals: [['00:00', '12:00']] },
    ]);
  });

  test('what repeats is repeated for three years, without what was excepted, moved or cancelled', () => {
    const yearly = event('UID:x', 'DTSTART;VALUE=DATE:20150824', 'RRULE:FREQ=YEARLY', 'SUMMARY:День Незалежності');
    expect(dates(yearly)).toEqual(['2027-08-24', '2028-08-24', '2029-08-24']);
    const weekly = event(
      'UID:w',
      'DTSTART:20261201T090000',
      'DTEND:20261201T120000',
      'RRULE:FREQ=WEEKLY;COUNT=4',
      'EXDATE:20261208T090000',
    );
    const moved = event('UID:w', 'RECURRENCE-ID:20261215T090000', 'DTSTART:20261216T090000', 'DTEND:20261216T120000');
    const cancelled = event('UID:w', 'RECURRENCE-ID:20261222T090000', 'DTSTART:20261222T090000', 'STATUS:CANCELLED');
    expect(dates(weekly, moved, cancelled)).toEqual(['2026-12-01', '2026-12-16']);
  });

  test('days gone by are left out, and of a long holiday what is left stays', () => {
    expect(dates(event('DTSTART;VALUE=DATE:20261101'), event('DTSTART;VALUE=DATE:20261124'))).toEqual(['2026-11-24']);
    expect(dates(event('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20261126'))).toEqual([
      '2026-11-24',
      '2026-11-25',
    ]);
  });

  test('several events of a day are one day: what overlaps is joined, and a day off is one', () => {
    const [morning, noon, late] = [
      event('DTSTART:20261231T090000', 'DTEND:20261231T120000', 'SUMMARY:A'),
      event('DTSTART:20261231T113000', 'DTEND:20261231T140000', 'SUMMARY:B'),
      event('DTSTART:20261231T160000', 'DTEND:20261231T180000', 'SUMMARY:A'),
    ];
    expect(days(morning, noon, late)).toEqual([
      {
        date: '2026-12-31',
        intervals: [
          ['09:00', '14:00'],
          ['16:00', '18:00'],
        ],
        name: 'A, B',
      },
    ]);
    expect(days(morning, event('DTSTART;VALUE=DATE:20261231'))[0]?.intervals).toEqual([]);
  });

  test('a name of any length becomes a short one', () => {
    expect(days(event('DTSTART;VALUE=DATE:20261231', `SUMMARY:${'👋'.repeat(500)}`))[0]?.name.length).toBeLessThan(101);
  });

  test.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['half a file', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2026'],
    ['a contact', 'BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD'],
    ['JSON', '{"a":1}'],
  ])('%s is no calendar', (_, text) => {
    expect(() => readCalendar(text, KYIV, NOW)).toThrow('NOT_A_CALENDAR');
  });

  test.each([
    ['every day for ever', event('DTSTART;VALUE=DATE:20261124', 'RRULE:FREQ=DAILY')],
    ['every second', event('DTSTART:20261124T100000', 'DTEND:20261124T110000', 'RRULE:FREQ=SECONDLY')],
    ['a thousand years', event('DTSTART;VALUE=DATE:20261124', 'DTEND;VALUE=DATE:30261124')],
  ])('%s is too much', (_, lines) => {
    expect(() => days(lines)).toThrow('TOO_MANY_DAYS');
  });

  test('an empty calendar has no days', () => {
    expect(days()).toEqual([]);
  });
});

describe('F18: the thread that reads calendars', () => {
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

  test('tells the days', async () => {
    const file = calendar(event(`DTSTART;VALUE=DATE:${tomorrow.replaceAll('-', '')}`, 'SUMMARY:x'));
    expect((await importCalendar(file, KYIV)).days).toEqual([{ date: tomorrow, intervals: [], name: 'x' }]);
  });

  test('refuses what is no calendar', async () => {
    await expect(importCalendar('hello', KYIV)).rejects.toMatchObject({ code: 'INVALID_CALENDAR' });
  });

  const sooner = { workMs: 60_000, patienceMs: 60_000 };

  test('Y14: our own delay is told as ours, and the file is not blamed', async () => {
    const file = calendar(event(`DTSTART;VALUE=DATE:${tomorrow.replaceAll('-', '')}`));
    await expect(importCalendar(file, KYIV, { ...sooner, patienceMs: 0 })).rejects.toMatchObject({ code: 'TOO_SLOW' });
  });

  test('Y14: what keeps the processor busy for ever is the file’s own, however loaded the machine is', async () => {
    const file = calendar(event('DTSTART:20261124T100000', 'RRULE:FREQ=SECONDLY'), event('DTSTART:20261224'));
    await expect(importCalendar(file, KYIV, { ...sooner, workMs: 1 })).rejects.toMatchObject({
      code: 'INVALID_CALENDAR',
      details: [{ path: 'ics', code: 'ENDLESS' }],
    });
  });

  test.each(['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=WEEKLY;BYMONTH=13', 'FREQ=DAILY;INTERVAL=99999999999'])(
    'ends a rule that never comes true: %s',
    async (rule) => {
      const file = calendar(event('DTSTART;VALUE=DATE:20261124', `RRULE:${rule}`));
      await importCalendar(file, KYIV).then(
        ({ days: found }) => expect(found.length).toBeLessThan(2),
        (error: unknown) => expect(error).toMatchObject({ code: 'INVALID_CALENDAR' }),
      );
    },
  );
});
