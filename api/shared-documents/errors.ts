import type { ErrorWords } from '../errors/words.ts';

export const LINK_ERRORS = {
  LINK_EXPIRED: {
    status: 410,
    uk: 'Посилання на документ більше не діє. Напишіть у чат, і вам надішлють його ще раз.',
    en: 'The link to this document has expired. Write in the chat, and it will be sent to you again.',
  },
} as const satisfies ErrorWords;
