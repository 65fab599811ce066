import { describe, expect, test } from 'vitest';
import { changesOf, soundPart } from '#workflows/checking/warnings.ts';
import { faultsOf } from '#workflows/checking/faults.ts';
import { ownAfter } from '#workflows/settings/own-after.ts';
import { effectiveOf } from '#workflows/settings/effective.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';

describe('F18: what a scope sets', () => {
  const own: SettingsPatch = { requirePhone: true, waitingMessage: { enabled: true, minutes: 5 } };

  test('is merged, replaced, and taken away by null', () => {
    expect(ownAfter(own, { waitingMessage: { minutes: 7 } }, false)).toEqual({
      requirePhone: true,
      waitingMessage: { enabled: true, minutes: 7 },
    });
    expect(ownAfter(own, { waitingMessage: { minutes: 7 } }, true)).toEqual({ waitingMessage: { minutes: 7 } });
    expect(ownAfter(own, { requirePhone: null, waitingMessage: { minutes: null } }, false)).toEqual({
      waitingMessage: { enabled: true },
    });
    expect(ownAfter(own, { waitingMessage: { minutes: null, enabled: null } }, false)).toEqual({ requirePhone: true });
    expect(ownAfter(own, { waitingMessage: null, workingHours: null }, false)).toEqual({
      requirePhone: true,
      workingHours: null,
    });
  });

  test('as a part of hours over no hours says nothing', () => {
    const part = { workingHours: { week: { sat: [] } } };
    const whole: SettingsPatch = { workingHours: { timeZone: 'Europe/Kyiv' } };
    expect(effectiveOf({ workingHours: null }, part).workingHours).toBeNull();
    expect(effectiveOf(whole, part).workingHours).toEqual({
      timeZone: 'Europe/Kyiv',
      week: { sat: [] },
      exceptions: [],
    });
  });

  test('is told as changes; "always open" is one', () => {
    expect(changesOf(own, { requirePhone: true, waitingMessage: { enabled: true, minutes: 6 } })).toEqual([
      { path: 'waitingMessage.minutes', from: 5, to: 6 },
    ]);
    expect(changesOf({}, { workingHours: null })).toEqual([{ path: 'workingHours', from: null, to: null }]);
  });

  test('is shown without its faulty parts', () => {
    const patch = {
      requirePhone: 1,
      requireEmail: true,
      templates: { waiting: { uk: '' }, finished: { uk: 'До зустрічі' } },
    };
    expect(soundPart(patch, faultsOf(patch, true))).toEqual({
      requireEmail: true,
      templates: { finished: { uk: 'До зустрічі' } },
    });
  });
});
