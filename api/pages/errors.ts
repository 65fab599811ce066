import type { ErrorWords } from '../errors/words.ts';

export const PAGE_ERRORS = {
  PAGE_NAME_OTHER: {
    status: 422,
    uk: 'Назва не збігається з назвою сторінки.',
    en: 'This is not the name of the page.',
  },
} as const satisfies ErrorWords;
