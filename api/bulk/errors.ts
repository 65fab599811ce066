import type { ErrorWords } from '../errors/words.ts';

export const BULK_ERRORS = {
  TOO_MANY_CHATS: {
    status: 422,
    uk: 'Це понад 10 000 чатів. Звузьте фільтр.',
    en: 'This is over 10,000 chats. Narrow the filter.',
  },
} as const satisfies ErrorWords;
