import type { ErrorWords } from '../errors/words.ts';

export const CONTACT_ERRORS = {
  INVALID_CONTACT: {
    status: 422,
    uk: 'Це не схоже на номер телефону або адресу пошти.',
    en: 'This is no phone number or e-mail address.',
  },
  UNKNOWN_CONTACT: { status: 422, uk: 'Такого контакту вже немає.', en: 'There is no such contact any more.' },
} as const satisfies ErrorWords;
