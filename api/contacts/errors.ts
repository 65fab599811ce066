import type { ErrorWords } from '../errors/words.ts';

export const CONTACT_ERRORS = {
  INVALID_CONTACT: {
    status: 422,
    uk: 'Це не схоже на номер телефону або адресу пошти.',
    en: 'This does not look like a phone number or an email address.',
  },
  UNKNOWN_CONTACT: { status: 422, uk: 'Такого контакту вже немає.', en: 'This contact no longer exists.' },
} as const satisfies ErrorWords;
