import { describe, expect, test } from 'vitest';
import {
  inPageOrder,
  momentWords,
  settingInList,
  settingPlace,
  settingTitle,
  valueWords,
} from '#lib/settings/setting-words.ts';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { languageAfterWithout, ownLanguageName, shortLanguageName } from '#lib/words/language-words.ts';

describe('settings in words', () => {
  test.each([
    ['waitingMessage.minutes', 'Хвилини чекання', 'хвилини чекання'],
    ['workingHours.week.sat', 'Субота', 'субота'],
    ['workingHours.week.mon.0', 'Понеділок', 'понеділок'],
    ['templates.waiting.uk', '«Чекання», українська', '«Чекання», українська'],
    ['workingHours.exceptions.3.date', 'Винятки', 'винятки'],
    ['distribution', 'Розподіл нових чатів', 'розподіл нових чатів'],
    ['routing.1.who.teamIds.0', 'Правило 2', 'правило 2'],
    ['escalation', 'Якщо немає відповіді', 'якщо немає відповіді'],
    ['something.new', 'something.new', 'something.new'],
  ])('F18: %s is called %s, and %s in a list', (path, title, inList) => {
    expect([settingTitle(path), settingInList(path)]).toEqual([title, inList]);
  });

  test.each([
    ['waitingMessage.minutes', 15, '15 хв'],
    ['contactMinutes', 0, 'без обмеження'],
    ['contactReminderMinutes', 0, 'не нагадувати'],
    ['autoFinish.hours', 72, '72 год'],
    ['requirePhone', false, 'вимкнено'],
    ['phoneCountry', 'UA', 'Україна'],
    ['defaultLanguage', 'en', 'англійська'],
    ['waitingMessage.clock', 'working', 'лише робочі'],
    ['workingHours.week.sat', [], 'вихідний'],
    [
      'workingHours.week.mon',
      [
        ['09:00', '13:00'],
        ['14:00', '18:00'],
      ],
      '09:00–13:00, 14:00–18:00',
    ],
    ['workingHours', null, 'працюємо завжди'],
    ['distribution', 'even', 'рівномірний'],
    ['capacity', 0, 'без обмеження'],
    ['capacity', 5, '5'],
    ['absentOperators', 'at_once', 'одразу'],
    ['routing', [{}, {}], '2 правила'],
    ['routing', [], 'правил немає'],
    ['escalation', [{}], '1 крок'],
    ['requirePhone', null, 'за замовчуванням'],
    ['waitingMessage.minutes', 'десять', 'десять хв'],
  ])('F18: %s = %j is “%s”', (path, value, words) => {
    expect(valueWords(path, value)).toBe(words);
  });

  test('F18: what a page does not say is as for all pages', () => {
    expect(valueWords('requirePhone', null, true)).toBe('як для всіх сторінок');
  });

  test('F18: a week is told by groups of days', () => {
    const day = [['09:00', '18:00']];
    const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [['10:00', '15:00']], sun: [] };
    const exceptions = [{ date: `${new Date().getFullYear()}-08-24`, intervals: [], name: 'День Незалежності' }];
    expect(valueWords('workingHours', { timeZone: 'Europe/Kyiv', week, exceptions })).toBe(
      'Пн–Пт 09:00–18:00; Сб 10:00–15:00; Нд вихідний. Винятки: 24.08 (День Незалежності)',
    );
  });

  test('changes stand in the order of the page, texts after all else', () => {
    const paths = ['workingHours.week.sat', 'requirePhone', 'autoFinish.hours', 'templates.waiting.uk'];
    expect(inPageOrder(paths.toReversed().map((path) => ({ path }))).map(({ path }) => path)).toEqual(paths);
  });

  test.each([
    ['routing.0.name', '/settings/routing'],
    ['capacity', '/settings/routing'],
    ['templates.waiting.uk', '/settings/templates'],
    ['attachments.waiting.fileId', '/settings/templates'],
    ['workingHours.timeZone', '/settings/configuration'],
  ])('F18: %s is set on %s', (path, place) => {
    expect(settingPlace(path)).toBe(place);
  });

  test('F15: the next opening is told by the clocks of the place', () => {
    const now = new Date('2026-11-24T22:30:00Z');
    expect(momentWords('2026-11-25T16:00:00Z', now, 'Europe/Kyiv')).toBe('18:00');
    expect(momentWords('2026-11-26T07:00:00Z', now, 'Europe/Kyiv')).toBe('завтра о 09:00');
    expect(momentWords('2026-11-30T07:00:00Z', now, 'Europe/Kyiv')).toBe('понеділок, 30 листопада, 09:00');
  });

  test('F19: languages are named in the reader’s words, and in their own', () => {
    expect(['uk', 'en', 'pl', 'de'].map(shortLanguageName)).toEqual(['укр', 'англ', 'пол', 'нім']);
    overwriteGetLocale(() => 'en');
    expect(['uk', 'en', 'pt_BR'].map(shortLanguageName)).toEqual(['UK', 'EN', 'PT-BR']);
    overwriteGetLocale(() => baseLocale);
    expect(languageAfterWithout('pl')).toBe('польської');
    expect(ownLanguageName('pl')).toBe('Polski');
    expect(ownLanguageName('pt_BR')).toMatch(/^Português/u);
  });
});
