import type { ErrorWords } from '../errors/words.ts';

export const RECORD_ERRORS = {
  UNKNOWN_STATUS: { status: 422, uk: 'Такого статусу вже немає.', en: 'This status is no longer in use.' },
  UNKNOWN_SOURCE: { status: 422, uk: 'Такого джерела вже немає.', en: 'This source is no longer in use.' },
  REASON_NEEDED: { status: 422, uk: 'З цим статусом треба сказати, чому.', en: 'With this status, say why.' },
  TOTAL_TOO_LARGE: {
    status: 422,
    uk: 'Сума більша, ніж може бути в документі: до 999 999 999,99.',
    en: 'The sum is more than a document can have: up to 999,999,999.99.',
  },
  CONVERSION_NEEDED: {
    status: 409,
    uk: 'Цього статусу лід набуває, коли його конвертують: натисніть «Конвертувати».',
    en: 'A lead gets this status by being converted: use "Convert".',
  },
  CONVERSION_STANDS: {
    status: 409,
    uk: 'Лід конвертовано. Щоб змінити його статус, спершу скасуйте конвертацію.',
    en: 'The lead was converted. To change its status, undo the conversion first.',
  },
  LEAD_CONVERTED: { status: 409, uk: 'Лід уже конвертовано.', en: 'The lead is converted already.' },
  CONTACT_TO_CHOOSE: {
    status: 409,
    uk: 'Є контакти, яким лід може належати: оберіть один із них або новий.',
    en: 'There are contacts that the lead may be of: choose one of them, or a new one.',
  },
  CONVERSION_ISSUED: {
    status: 409,
    uk: 'За замовленням уже видано документ: конвертацію не скасувати.',
    en: 'A document was issued for the order: the conversion cannot be undone.',
  },
  LAST_STATUS: {
    status: 409,
    uk: 'Це останній статус із таким значенням: без нього не обійтися.',
    en: 'This is the last status with this meaning: it cannot be spared.',
  },
} as const satisfies ErrorWords;
