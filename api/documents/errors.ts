import type { ErrorWords } from '../errors/words.ts';

export const DOCUMENT_ERRORS = {
  UNKNOWN_COMPANY: {
    status: 422,
    uk: 'Такої компанії немає, або вона в архіві.',
    en: 'There is no such company, or it is archived.',
  },
  UNKNOWN_DOCUMENT: { status: 422, uk: 'Такого документа вже немає.', en: 'This document no longer exists.' },
  UNKNOWN_ORDER: { status: 422, uk: 'Такого замовлення немає.', en: 'There is no such order.' },
  DOCUMENT_ISSUED: {
    status: 409,
    uk: 'Документ уже видано: його не змінюють. Анулюйте його та видайте новий.',
    en: 'The document was issued and does not change. Cancel it and issue a new one.',
  },
  DOCUMENT_NOT_ISSUED: {
    status: 409,
    uk: 'Так можна лише з виданим документом.',
    en: 'This is only possible with an issued document.',
  },
  DOCUMENT_NOT_SENDABLE: {
    status: 409,
    uk: 'Документ не надіслати: немає активного чату, пов’язаного з його клієнтом.',
    en: 'The document cannot be sent: there is no active chat that is linked to its client.',
  },
  DOCUMENT_INCOMPLETE: {
    status: 422,
    uk: 'Документу бракує того, без чого його не видати.',
    en: 'The document lacks what it cannot be issued without.',
  },
  UNKNOWN_DOCUMENT_VARIABLE: {
    status: 422,
    uk: 'У тексті документа є змінна, якої не існує.',
    en: 'The text of the document has a variable that does not exist.',
  },
  UNKNOWN_TEMPLATE: {
    status: 422,
    uk: 'Такого шаблону для цього виду документа й компанії немає, або він в архіві.',
    en: 'There is no such template for this kind of document and company, or it is archived.',
  },
} as const satisfies ErrorWords;
