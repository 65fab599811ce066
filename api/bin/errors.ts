import type { ErrorWords } from '../errors/words.ts';

export const BIN_ERRORS = {
  NOT_DELETED: {
    status: 409,
    uk: 'Цього чату немає в кошику.',
    en: 'This chat is not in the bin.',
  },
} as const satisfies ErrorWords;
