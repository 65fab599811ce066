import type { ErrorWords } from '../errors/words.ts';

export const SETTINGS_ERRORS = {
  SETTINGS_CHANGED: {
    status: 409,
    uk: 'Тим часом опубліковано іншу версію налаштувань.',
    en: 'Another version of the settings has been published in the meantime.',
  },
  NOTHING_CHANGES: {
    status: 409,
    uk: 'Нічого не зміниться: такі налаштування вже діють.',
    en: 'Nothing would change: these settings are already live.',
  },
  DRAFT_CHANGED: {
    status: 409,
    uk: 'Чернетку тим часом змінено.',
    en: 'The draft has been changed in the meantime.',
  },
  INVALID_SETTINGS: { status: 422, uk: 'Налаштування містять помилки.', en: 'The settings contain errors.' },
  INVALID_CALENDAR: {
    status: 422,
    uk: 'Файл не є календарем iCalendar, має понад 400 днів або правило, якому немає кінця.',
    en: 'The file is not an iCalendar file, has more than 400 days, or a rule that never ends.',
  },
} as const satisfies ErrorWords;
