import { expect, test } from 'vitest';
import { DEFAULTS } from '#workflows/settings/defaults.ts';
import { writeUnattended } from '#workflows/settings/unattended.ts';
import type { Settings, Texts } from '#workflows/settings/vocabulary.ts';

const filling = {
  firstName: 'Марія',
  lastName: '',
  locale: 'uk_UA',
  pageName: 'Дім',
  operatorName: '',
  now: 0,
  opensAt: null,
};
const withTexts = (texts: { waiting?: Texts; nobodyOnShift?: Texts }): Settings => ({
  ...DEFAULTS,
  templates: { ...DEFAULTS.templates, ...texts },
});
const said = (settings: Settings, locale = 'uk_UA') => writeUnattended(settings, { ...filling, locale })?.text;

test('while nobody is on shift a client who waits is not told that all are busy, in both languages', () => {
  expect(said(DEFAULTS)).toContain('на зміні нікого немає');
  expect(said(DEFAULTS)).not.toContain('зайняті');
  expect(said(DEFAULTS, 'en_GB')).toContain('Nobody is on shift');
});

test('an own text for waiting is not replaced by ours, but by an own one', () => {
  const waiting = { uk: 'Ми пам’ятаємо.' };
  expect(said(withTexts({ waiting }))).toBe('Ми пам’ятаємо.');
  expect(said(withTexts({ waiting, nobodyOnShift: { uk: 'Ми вже вдома.' } }))).toBe('Ми вже вдома.');
});

test('a client is told in their language rather than in another one, and without a text as it was', () => {
  const waiting = { ...DEFAULTS.templates.waiting, pl: 'Pamiętamy.' };
  expect(said(withTexts({ waiting }), 'pl_PL')).toBe('Pamiętamy.');
  expect(said(withTexts({ nobodyOnShift: {} }))).toContain('зайняті');
  expect(said(withTexts({ waiting: {} }))).toBeUndefined();
});
