import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '#workflows/settings/defaults.ts';
import { openingWords, workingHoursWords } from '#workflows/settings/hours-words.ts';
import { chooseText } from '#workflows/settings/language.ts';
import { differences, merge } from '#workflows/settings/layers.ts';
import { settingsOf } from '#workflows/settings/merge.ts';
import { render, unknownVariables } from '#workflows/settings/render.ts';
import { TEMPLATES, type WorkingHours } from '#workflows/settings/vocabulary.ts';
import { writeText } from '#workflows/settings/write.ts';

describe('F20: the language of the client’s Facebook', () => {
  const texts = { uk: 'Вітаємо', en: 'Hello', pt_BR: 'Olá' };
  test.each([
    ['pt_BR', 'pt_BR', 'locale'],
    ['pt_PT', 'uk', 'no_text'],
    ['en_GB', 'en', 'language'],
    ['uk_UA', 'uk', 'language'],
    ['ja_JP', 'uk', 'no_text'],
    [null, 'uk', 'not_told'],
    ['', 'uk', 'not_told'],
  ])('%s is written in %s', (locale, language, because) => {
    expect(chooseText(texts, locale, 'uk')).toMatchObject({ language, because });
  });

  test('where the default is missing too, what there is is taken; an empty text is none', () => {
    expect(chooseText({ uk: ' ', en: 'Hello' }, 'uk_UA', 'uk')).toMatchObject({ language: 'en', because: 'only' });
    expect(chooseText({ uk: '' }, 'uk_UA', 'uk')).toBeNull();
  });
});

describe('F19: variables', () => {
  test.each([
    ['Вітаємо, {{first_name}}!', {}, 'Вітаємо!'],
    ['{{first_name}}, ми тут. Ще {{ first_name }}', {}, 'Ми тут. Ще'],
    ['{{first_name}}, ми тут.', { first_name: 'Марія' }, 'Марія, ми тут.'],
    ['Ціна {{price}} грн', {}, 'Ціна грн'],
    ['{{first_name}}', { first_name: '{{page_name}} $& {{x}}' }, '{{page_name}} $& {{x}}'],
    ['a\n{{operator_name}}: b', {}, 'a\nB'],
    ['{{}} {{ }} x', {}, 'X'],
  ])('%s', (template, values, expected) => {
    expect(render(template, values)).toBe(expected);
  });

  test('a name that is no variable is found, and never reaches a client', () => {
    const text = '{{first_name}} {{firstname}} {{__proto__}} {{first name}}';
    expect(unknownVariables(text)).toEqual(['firstname', '__proto__', 'first name']);
    expect(render(text, { first_name: 'Марія' })).toBe('Марія');
  });

  test('every built-in text reads well with and without a name, in both languages', () => {
    for (const template of TEMPLATES) {
      for (const text of Object.values(DEFAULTS.templates[template])) {
        expect(unknownVariables(text)).toEqual([]);
        for (const values of [{}, { first_name: 'Марія' }])
          expect(render(text, values)).not.toMatch(/[{}]|\s[,.!?:]|^[,.:]|,\.|\s\s/);
      }
    }
  });
});

describe('F17: hours in words', () => {
  const hours: WorkingHours = {
    timeZone: 'Europe/Kyiv',
    week: {
      mon: [['09:00', '18:00']],
      tue: [['09:00', '18:00']],
      wed: [['09:00', '18:00']],
      sat: [['10:00', '15:00']],
    },
    exceptions: [],
  };
  test('days with the same hours are named together', () => {
    expect(workingHoursWords(hours, 'uk')).toBe('пн–ср 09:00–18:00; сб 10:00–15:00');
    expect(workingHoursWords(hours, 'en')).toBe('Mon–Wed 09:00–18:00; Sat 10:00–15:00');
    expect(workingHoursWords(null, 'uk')).toBe('');
  });

  test.each([
    ['2026-11-24T22:30:00Z', '2026-11-25T07:00:00Z', 'сьогодні о 09:00', 'today at 09:00'],
    ['2026-11-24T20:00:00Z', '2026-11-25T07:00:00Z', 'завтра о 09:00', 'tomorrow at 09:00'],
    ['2026-11-25T20:00:00Z', '2026-11-28T08:00:00Z', 'субота, 28 листопада о 10:00', 'Saturday, November 28 at 10:00'],
  ])('seen from %s', (now, opens, uk, en) => {
    expect(openingWords(hours, Date.parse(opens), Date.parse(now), 'uk')).toBe(uk);
    expect(openingWords(hours, Date.parse(opens), Date.parse(now), 'en')).toBe(en);
  });

  test('a language nobody knows does no harm', () => {
    expect(openingWords(hours, Date.parse('2026-11-25T07:00:00Z'), Date.parse('2026-11-24T20:00:00Z'), 'x!')).toContain(
      '09:00',
    );
  });
});

test('F18: a page overrides the installation leaf by leaf, lists as a whole', () => {
  const settings = settingsOf(
    { waitingMessage: { enabled: true, minutes: 30 }, templates: { waiting: { uk: 'Зачекайте' } } },
    { waitingMessage: { minutes: 5 } },
  );
  expect(settings.waitingMessage).toEqual({ enabled: true, minutes: 5, clock: 'wall' });
  expect(settings.templates.waiting).toEqual({ uk: 'Зачекайте', en: DEFAULTS.templates.waiting['en'] });
  expect(merge({ a: [1, 2], week: { mon: [], tue: [] } }, { a: [3], week: { wed: [] } })).toEqual({
    a: [3],
    week: { wed: [] },
  });
});

test('F18: what differs is named by its path, from what to what', () => {
  expect(differences({ a: { b: 1, c: [1] } }, { a: { b: 2, c: [1] }, d: null, e: 3 })).toEqual([
    { path: 'a.b', from: 1, to: 2 },
    { path: 'e', from: null, to: 3 },
  ]);
});

test('F19: a message that is to say that it is automatic says so in its own language', () => {
  const settings = { ...DEFAULTS, discloseAutomatic: true };
  const filling = {
    firstName: '',
    lastName: '',
    locale: 'en_US',
    pageName: '',
    operatorName: '',
    now: 0,
    opensAt: null,
  };
  expect(writeText(settings, 'finished', filling)).toMatchObject({
    language: 'en',
    text: `${DEFAULTS.templates.finished['en']}\n\nThis is an automatic message.`,
  });
});

test('F19: a message never grows beyond what Meta takes, and keeps its note', () => {
  const long = 'а'.repeat(1_400) + '{{first_name}}'.repeat(4);
  const settings = {
    ...DEFAULTS,
    discloseAutomatic: true,
    templates: { ...DEFAULTS.templates, waiting: { uk: long } },
  };
  const filling = {
    firstName: '👋'.repeat(100),
    lastName: '',
    locale: null,
    pageName: '',
    operatorName: '',
    now: 0,
    opensAt: null,
  };
  const { text } = writeText(settings, 'waiting', filling) ?? { text: '' };
  expect(text.length).toBeLessThan(2_000);
  expect(text).toMatch(/…\n\nЦе автоматичне повідомлення\.$/);
  expect(text.isWellFormed()).toBe(true);
});

test('F19: the note is filled in like every text, and a text of which nothing is left is not sent', () => {
  const filling = {
    firstName: '',
    lastName: '',
    locale: null,
    pageName: 'Дім',
    operatorName: '',
    now: 0,
    opensAt: null,
  };
  const templates = {
    ...DEFAULTS.templates,
    automaticNote: { uk: 'Бот сторінки {{page_name}}.' },
    waiting: { uk: '{{operator_name}}' },
  };
  const settings = { ...DEFAULTS, discloseAutomatic: true, templates };
  expect(writeText(settings, 'finished', filling)?.text).toMatch(/Бот сторінки Дім\.$/);
  expect(writeText(settings, 'waiting', filling)).toBeNull();
});

describe('Y21: names that every object knows are nobody’s', () => {
  const names = [...Object.getOwnPropertyNames(Object.prototype), '__proto___UA', 'constructor_UA'];
  const filling = { firstName: 'Марія', lastName: '', pageName: '', operatorName: '', now: 0, opensAt: null };
  const hours: WorkingHours = { timeZone: 'Europe/Kyiv', week: { mon: [['09:00', '18:00']] }, exceptions: [] };

  test.each(names)('%s as a locale, a language, a variable', (name) => {
    expect(chooseText({ uk: 'Вітаємо' }, name, 'uk')).toMatchObject({ language: 'uk', because: 'no_text' });
    expect(chooseText({ uk: 'Вітаємо' }, null, name)).toMatchObject({ language: 'uk', because: 'only' });
    for (const template of TEMPLATES)
      if (template !== 'automaticNote')
        expect(writeText(DEFAULTS, template, { ...filling, locale: name })?.language).toBe('uk');
    expect(workingHoursWords(hours, name)).toContain('09:00–18:00');
    expect(openingWords(hours, 3_600_000, 0, name)).toContain('04:00');
    expect(render(`a{{${name}}}b`, {})).toBe('a b');
  });

  test('no settings reach what objects are made of', () => {
    const merged = merge({ a: 1 }, JSON.parse('{"__proto__": {"requirePhone": true}, "b": 2}') as object);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(merged).toEqual({ a: 1, b: 2 });
    const inner = settingsOf(JSON.parse('{"constructor": {"prototype": {"polluted": true}}}') as object, {});
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(inner.requirePhone).toBe(false);
  });
});
