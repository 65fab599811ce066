import type { ErrorWords } from '../errors/words.ts';

export const CONTACT_ERRORS = {
  INVALID_CONTACT: {
    status: 422,
    uk: 'Це не схоже на номер телефону або адресу пошти.',
    en: 'This does not look like a phone number or an email address.',
  },
  UNKNOWN_CONTACT: { status: 422, uk: 'Такого контакту вже немає.', en: 'This contact no longer exists.' },
  NOT_A_COMPANY: {
    status: 422,
    uk: 'Належати можна лише до компанії з контактів, і лише людині.',
    en: 'Only a person belongs to a company, and only to one among the contacts.',
  },
  COMPANY_HAS_PEOPLE: {
    status: 422,
    uk: 'До цієї компанії належать люди: спершу приберіть їхній зв’язок із нею.',
    en: 'People belong to this company: take their links to it away first.',
  },
} as const satisfies ErrorWords;
