import type { ErrorWords } from '../errors/words.ts';

export const CONTACT_ERRORS = {
  INVALID_CONTACT: {
    status: 422,
    uk: 'Це не схоже на номер телефону або адресу пошти.',
    en: 'This does not look like a phone number or an email address.',
  },
  CONTACT_IN_USE: {
    status: 409,
    uk: 'Цей контакт має розмови, ліди, документи чи людей або його об’єднано: видалити його не можна.',
    en: 'This contact has chats, leads, documents or people, or was merged: it cannot be deleted.',
  },
  CHANGED_MEANWHILE: {
    status: 409,
    uk: 'Цей контакт тим часом змінили. Відкрийте його знову й перевірте.',
    en: 'This contact was changed meanwhile. Open it again and check.',
  },
  UNKNOWN_CONTACT: { status: 422, uk: 'Такого контакту вже немає.', en: 'This contact no longer exists.' },
  NOT_A_COMPANY: {
    status: 422,
    uk: 'Належати можна лише до компанії з контактів, і лише людині.',
    en: 'Only a person belongs to a company, and only to one among the contacts.',
  },
  CANNOT_MERGE: {
    status: 422,
    uk: 'Об’єднати можна два різні контакти, обидва люди або обидва компанії, яких ще ні з ким не об’єднано.',
    en: 'Two different contacts are merged, both people or both companies, neither of them merged already.',
  },
  MERGED_SINCE: {
    status: 409,
    uk: 'Цей контакт відтоді сам об’єднано з іншим: спершу скасуйте те об’єднання.',
    en: 'This contact was itself merged into another since: undo that merge first.',
  },
  COMPANY_HAS_PEOPLE: {
    status: 422,
    uk: 'До цієї компанії належать люди: спершу приберіть їхній зв’язок із нею.',
    en: 'People belong to this company: take their links to it away first.',
  },
} as const satisfies ErrorWords;
