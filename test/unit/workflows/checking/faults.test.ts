import { describe, expect, test } from 'vitest';
import { inWords, inLanguage } from '#api/settings/words.ts';
import { FAULT_CODES, WARNING_CODES } from '#workflows/checking/codes.ts';
import { faultsOf } from '#workflows/checking/faults.ts';
import { warningsOf } from '#workflows/checking/warnings.ts';
import { effectiveOf } from '#workflows/settings/effective.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

const faults = (patch: unknown, hasTimeZone = true) =>
  faultsOf(patch, hasTimeZone).map(({ path, code }) => `${path} ${code}`);

const hours = (more: object) => ({ workingHours: { timeZone: 'Europe/Kyiv', ...more } });

const monday = (...intervals: unknown[]) => hours({ week: { mon: intervals } });

/** Rules under these ids. */
const rules = (...ids: string[]) => ({
  routing: ids.map((id) => ({
    id,
    name: 'Повернення',
    enabled: true,
    when: {},
    who: { teamIds: [], employeeIds: [] },
    strategy: 'even',
    priority: 0,
    capacity: null,
  })),
});

const texts = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [language(n), 'x']));

const language = (n: number) => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));

describe('F18: a patch', () => {
  test.each([
    {},
    { workingHours: null },
    { requirePhone: null, waitingMessage: { minutes: null }, templates: { waiting: { en: null }, finished: null } },
    {
      contactAttempts: 0,
      contactMinutes: 10_080,
      contactReminderMinutes: 0,
      autoFinish: { hours: 720, enabled: true },
    },
    monday(['09:00', '13:00'], ['14:00', '18:00']),
    monday(['22:00', '06:00']),
    monday(['00:00', '24:00']),
    monday(['18:00', '24:00'], ['09:00', '18:00']),
    hours({ week: { sat: [], sun: null }, exceptions: [{ date: '2028-02-29', intervals: [], name: 'x' }] }),
    hours({ timeZone: 'Europe/Kiev' }),
    { phoneCountry: 'PL', defaultLanguage: 'pt_BR', templates: { waiting: { pt_BR: 'Já voltamos' } } },
    { templates: { waiting: texts(30) } },
    // F10: whoever writes a rule over the API names it as they speak.
    rules('Повернення товару', 'Łódź № 2', '退货', 'returns-2', 'r'.repeat(100)),
  ])('%j has no faults', (patch) => {
    expect(faults(patch)).toEqual([]);
  });

  test.each([
    [{ requirePhon: true, toString: 1 }, ['requirePhon UNKNOWN_KEY', 'toString UNKNOWN_KEY']],
    [JSON.parse('{"__proto__":{"requirePhone":true}}') as object, ['__proto__ UNKNOWN_KEY']],
    [{ waitingMessage: { minute: 1 } }, ['waitingMessage.minute UNKNOWN_KEY']],
    [{ requirePhone: 'yes' }, ['requirePhone WRONG_TYPE']],
    [{ contactMinutes: 1.5 }, ['contactMinutes WRONG_TYPE']],
    [{ contactAttempts: 21, contactMinutes: -1 }, ['contactAttempts OUT_OF_RANGE', 'contactMinutes OUT_OF_RANGE']],
    [
      { waitingMessage: { minutes: 0, clock: 'moon' } },
      ['waitingMessage.minutes OUT_OF_RANGE', 'waitingMessage.clock WRONG_TYPE'],
    ],
    [{ autoFinish: { hours: 721 } }, ['autoFinish.hours OUT_OF_RANGE']],
    [hours({ timeZone: 'Europe/Atlantis' }), ['workingHours.timeZone UNKNOWN_TIME_ZONE']],
    [hours({ timeZone: '+02:00' }), ['workingHours.timeZone UNKNOWN_TIME_ZONE']],
    [monday(['9:00', '18:00']), ['workingHours.week.mon.0 WRONG_TIME']],
    [monday(['09:00', '10:00'], ['24:00', '25:00']), ['workingHours.week.mon.1 WRONG_TIME']],
    [monday(['09:00']), ['workingHours.week.mon.0 WRONG_TIME']],
    [monday('09:00–18:00', null), ['workingHours.week.mon.0 WRONG_TIME', 'workingHours.week.mon.1 WRONG_TIME']],
    [monday(['12:00', '18:00'], ['09:00', '13:00']), ['workingHours.week.mon.0 OVERLAP']],
    [monday(['22:00', '06:00'], ['23:00', '23:30']), ['workingHours.week.mon.1 OVERLAP']],
    [monday(['09:00', '09:00'], ['10:00', '11:00']), ['workingHours.week.mon.1 OVERLAP']],
    [monday(...Array.from({ length: 7 }, (_, n) => [`0${n}:00`, `0${n}:30`])), ['workingHours.week.mon OUT_OF_RANGE']],
    [hours({ week: { mo: [] } }), ['workingHours.week.mo UNKNOWN_KEY']],
    [hours({ exceptions: [{ date: '2026-02-29', intervals: [] }] }), ['workingHours.exceptions.0.date WRONG_DATE']],
    [
      hours({ exceptions: [{ date: '2026-12-25', intervals: [['9', '10:00']] }] }),
      ['workingHours.exceptions.0.intervals.0 WRONG_TIME'],
    ],
    [
      hours({ exceptions: ['2026-12-25', '2026-12-26', '2026-12-25'].map((date) => ({ date, intervals: [] })) }),
      ['workingHours.exceptions.2.date DOUBLE_DATE'],
    ],
    [
      hours({
        exceptions: Array.from({ length: 401 }, (_, n) => ({
          date: new Date(NOW + n * 86_400_000).toISOString().slice(0, 10),
          intervals: [],
        })),
      }),
      ['workingHours.exceptions OUT_OF_RANGE'],
    ],
    [{ phoneCountry: 'XX' }, ['phoneCountry UNKNOWN_COUNTRY']],
    [{ phoneCountry: 'toString' }, ['phoneCountry UNKNOWN_COUNTRY']],
    [{ defaultLanguage: 'ukrainian' }, ['defaultLanguage WRONG_LANGUAGE']],
    [
      { templates: { waiting: { UK: 'x', 'uk-UA': 'x' } } },
      ['templates.waiting.UK WRONG_LANGUAGE', 'templates.waiting.uk-UA WRONG_LANGUAGE'],
    ],
    [
      { templates: { waiting: { uk: 'я'.repeat(1_501), en: ' \n' } } },
      ['templates.waiting.uk TOO_LONG', 'templates.waiting.en EMPTY_TEXT'],
    ],
    [
      rules('', ' Обмін', 'shadow/Обмін', 'рядок\nі ще', 'page', 'toString', 'a\u0000'),
      [0, 1, 2, 3, 4, 5].map((n) => `routing.${n}.id WRONG_ID`).concat('routing.6.id WRONG_TYPE'),
    ],
    [rules('r'.repeat(101)), ['routing.0.id TOO_LONG']],
    [{ templates: { waiting: { uk: 'a\u0000' } } }, ['templates.waiting.uk WRONG_TYPE']],
    [{ templates: { goodbye: {} } }, ['templates.goodbye UNKNOWN_KEY']],
    [{ templates: { waiting: texts(31) } }, ['templates OUT_OF_RANGE']],
    ['text', [' WRONG_TYPE']],
    [{ workingHours: [], templates: 5 }, ['workingHours WRONG_TYPE', 'templates WRONG_TYPE']],
  ])('%j has just these faults', (patch, expected) => {
    expect(faults(patch)).toEqual(expected);
  });

  test('every fault is found at once', () => {
    const patch = {
      requirePhone: 1,
      ...monday(['9', '10'], ['10:00', '12:00'], ['11:00', '13:00']),
      contactAttempts: 99,
      x: 1,
    };
    expect(faults(patch).toSorted()).toEqual([
      'contactAttempts OUT_OF_RANGE',
      'requirePhone WRONG_TYPE',
      'workingHours.week.mon.0 WRONG_TIME',
      'workingHours.week.mon.2 OVERLAP',
      'x UNKNOWN_KEY',
    ]);
  });

  test('hours need a time zone where there is none below them', () => {
    const part = { workingHours: { week: { mon: [] } } };
    expect(faults(part, true)).toEqual([]);
    expect(faults(part, false)).toEqual(['workingHours.timeZone UNKNOWN_TIME_ZONE']);
  });

  test('faults are told in both languages, with what is allowed', () => {
    const [fault] = faultsOf({ contactAttempts: 21 }, true);
    expect(fault && inWords(fault, 'en').message).toBe('The value is out of bounds: at most 20.');
    expect(fault && inWords(fault, 'uk').message).toBe('Значення поза дозволеними межами: щонайбільше 20.');
    for (const code of [...FAULT_CODES, ...WARNING_CODES])
      expect(inLanguage(code, 'uk', { name: 'x' })).not.toBe(inLanguage(code, 'en', { name: 'x' }));
    expect(inLanguage('UNKNOWN_VARIABLE', 'en', { name: 'nam' })).toContain('{{nam}}');
  });
});

describe('F18: warnings', () => {
  const warnings = (own: SettingsPatch) =>
    warningsOf(own, effectiveOf(own, {}), NOW).map(({ path, code }) => `${path} ${code}`);

  test('what is built in gives none', () => {
    expect(warnings({})).toEqual([]);
  });

  test('a variable that there is not', () => {
    expect(warnings({ templates: { waiting: { uk: '{{name}} {{ first_name }} {{}}' } } })).toEqual([
      'templates.waiting.uk UNKNOWN_VARIABLE',
      'templates.waiting.uk UNKNOWN_VARIABLE',
    ]);
  });

  test('a language that other texts have', () => {
    const found = warnings({ templates: { waiting: { pl: 'Chwileczkę' } } });
    expect(found).toHaveLength(7);
    expect(found).toContain('templates.finished.pl MISSING_LANGUAGE');
    expect(warnings({ templates: { waiting: { uk_UA: 'Хвилинку' } } })).toEqual([]);
  });

  test('hours by which it is never open', () => {
    const never = { timeZone: 'Europe/Kyiv', week: {}, exceptions: [] };
    expect(warnings({ workingHours: never })).toEqual(['workingHours NEVER_OPEN']);
  });
});
