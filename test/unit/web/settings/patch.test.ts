import { describe, expect, test } from 'vitest';
import { changesOf, drafted, isUnder, withHours, without, withValue } from '#lib/settings/settings-patch.ts';

const minutes = (value: number) => ({ waitingMessage: { minutes: value } });
const published = withHours({ requirePhone: false, waitingMessage: { enabled: true, minutes: 15 } });

describe('a draft of settings', () => {
  test('F18: lies over what is published, and says what it would change', () => {
    const layers = { below: null, published, own: {}, patch: minutes(10) };
    expect(drafted(layers)).toEqual({ ...published, waitingMessage: { enabled: true, minutes: 10 } });
    expect(changesOf(layers)).toEqual([{ path: 'waitingMessage.minutes', from: 15, to: 10 }]);
  });

  test('F18: hours in place of always open are one change; one day of known hours is one, too', () => {
    const hours = { timeZone: 'Europe/Kyiv', week: { mon: [['09:00', '18:00']], sat: [] }, exceptions: [] };
    const first = { below: null, published, own: {}, patch: { workingHours: hours } };
    expect(changesOf(first)).toEqual([{ path: 'workingHours', from: null, to: hours }]);
    const saturday = { ...hours, week: { ...hours.week, sat: [['10:00', '15:00']] } };
    const own = { workingHours: hours };
    const second = { below: null, published: { ...published, ...own }, own, patch: { workingHours: saturday } };
    expect(changesOf(second)).toEqual([{ path: 'workingHours.week.sat', from: [], to: [['10:00', '15:00']] }]);
  });

  test('F18: of a page, giving an override up is a change, though the value stays the same', () => {
    const layers = { below: published, published, own: minutes(15), patch: {} };
    expect(drafted(layers)).toEqual(published);
    expect(changesOf(layers)).toEqual([{ path: 'waitingMessage.minutes', from: 15, to: undefined }]);
  });

  test('F18: of a page, giving up another value is told once, by what comes instead', () => {
    const layers = {
      below: published,
      published: { ...published, requirePhone: true },
      own: { requirePhone: true },
      patch: {},
    };
    expect(changesOf(layers)).toEqual([{ path: 'requirePhone', from: true, to: false }]);
  });

  test('F19: a language that the draft has no more is gone from the texts', () => {
    const own = { templates: { waiting: { pl: 'Pamiętamy' } } };
    const texts = { templates: { waiting: { uk: 'Пам’ятаємо', pl: 'Pamiętamy' } } };
    const layers = { below: null, published: texts, own, patch: {} };
    expect(drafted(layers)).toEqual({ templates: { waiting: { uk: 'Пам’ятаємо' } } });
    expect(changesOf(layers)).toEqual([{ path: 'templates.waiting.pl', from: 'Pamiętamy', to: null }]);
  });

  test('values are put in and taken out of copies; what is left empty goes, too', () => {
    const patch = withValue({}, 'templates.waiting.uk', 'Так');
    expect(patch).toEqual({ templates: { waiting: { uk: 'Так' } } });
    expect(without(patch, 'templates.waiting.uk')).toEqual({});
    expect(without(patch, 'templates.finished.uk')).toEqual(patch);
  });

  test('a path is under itself and under its groups, and not under a namesake', () => {
    expect(isUnder('workingHours.week.mon.0', 'workingHours.week.mon')).toBe(true);
    expect(isUnder('contactMinutes', 'contactMinutes')).toBe(true);
    expect(isUnder('waitingMessages', 'waitingMessage')).toBe(false);
  });
});
