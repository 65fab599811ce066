import { describe, expect, test } from 'vitest';
import { judgePublication } from '#workflows/checking/judge-publication.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';

const KYIV = { timeZone: 'Europe/Kyiv', week: {}, exceptions: [] };
const now = { version: 3, own: { requirePhone: true } as SettingsPatch, below: {} as SettingsPatch };
const wanted = (settings: object, more: { replace?: boolean; basedOn?: number } = {}) => ({
  settings,
  replace: false,
  ...more,
});

describe('F18: what a publication makes of a scope', () => {
  test('is laid over what the scope sets, or put in its place', () => {
    const settings = { requireEmail: true };
    expect(judgePublication(wanted(settings), now, [])).toEqual({ own: { requirePhone: true, requireEmail: true } });
    expect(judgePublication(wanted(settings, { replace: true }), now, [])).toEqual({ own: settings });
  });

  test('is refused where another version came into force meanwhile', () => {
    expect(judgePublication(wanted({}, { basedOn: 3 }), now, [])).toEqual({ own: now.own });
    const refused = { refused: 'SETTINGS_CHANGED', version: 3 };
    expect(judgePublication(wanted({ nonsense: 1 }, { basedOn: 2 }), now, [])).toEqual(refused);
  });

  test('is refused with every fault, and with what it names that is not there', () => {
    const missing = { path: 'escalation.0.id', code: 'UNKNOWN_TEAM' } as const;
    const judged = judgePublication(wanted({ nonsense: 1, requirePhone: 'yes' }), now, [missing]);
    expect(judged).toMatchObject({ refused: 'INVALID_SETTINGS' });
    const paths = 'faults' in judged ? judged.faults.map(({ path }) => path).toSorted() : [];
    expect(paths).toEqual(['escalation.0.id', 'nonsense', 'requirePhone']);
  });

  test('may leave out the time zone where hours below, or before, say one', () => {
    const hours = { workingHours: { week: { mon: [['09:00', '18:00']] } } };
    expect(judgePublication(wanted(hours), now, [])).toMatchObject({ refused: 'INVALID_SETTINGS' });
    const below = { ...now, below: { workingHours: KYIV } as SettingsPatch };
    expect(judgePublication(wanted(hours), below, [])).toHaveProperty('own.workingHours');
    const before = { ...now, own: { workingHours: KYIV } as SettingsPatch };
    expect(judgePublication(wanted(hours), before, [])).toHaveProperty('own.workingHours.timeZone', 'Europe/Kyiv');
    expect(judgePublication(wanted(hours, { replace: true }), before, [])).toMatchObject({
      refused: 'INVALID_SETTINGS',
    });
  });
});
