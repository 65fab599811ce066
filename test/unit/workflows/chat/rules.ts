import { rulesOf, settingsOf } from '#workflows/settings/merge.ts';
import type { Rules, SettingsPatch, WorkingHours } from '#workflows/settings/vocabulary.ts';

/** Monday to Friday, nine to six in Kyiv, with a lunch break. */
export const kyivHours: WorkingHours = {
  timeZone: 'Europe/Kyiv',
  week: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
      day,
      [
        ['09:00', '13:00'],
        ['14:00', '18:00'],
      ],
    ]),
  ),
  exceptions: [],
};

/** The same, but of another day's beginning. */
export const laterHours: WorkingHours = {
  ...kyivHours,
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['11:00', '18:00']]])),
};

/** The rules of a page that sets this; version 17 of the page over version 3 of the installation. */
export const rulesWith = (patch: SettingsPatch, revision = 1): Rules =>
  rulesOf(settingsOf({}, patch), revision, { installation: 3, page: 17 });
