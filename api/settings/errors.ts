import type { ErrorWords } from '../errors/words.ts';

export const SETTINGS_ERRORS = {
  SETTINGS_CHANGED: {
    status: 409,
    uk: 'Тим часом опубліковано іншу версію налаштувань.',
    en: 'Another version of the settings was published meanwhile.',
  },
  NOTHING_CHANGES: {
    status: 409,
    uk: 'Нічого не зміниться: такі налаштування вже діють.',
    en: 'Nothing would change: these settings are in force already.',
  },
  DRAFT_CHANGED: {
    status: 409,
    uk: 'Чернетку тим часом змінено.',
    en: 'The draft was changed meanwhile.',
  },
  INVALID_SETTINGS: { status: 422, uk: 'Налаштування містять помилки.', en: 'The settings have faults.' },
  INVALID_CALENDAR: {
    status: 422,
    uk: 'Файл не є календарем iCalendar, має понад 400 днів або правило, якому немає кінця.',
    en: 'The file is no iCalendar, has more than 400 days, or a rule that never ends.',
  },
} as const satisfies ErrorWords;
