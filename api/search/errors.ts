import type { ErrorWords } from '../errors/words.ts';

export const SEARCH_ERRORS = {
  SEARCH_TOO_LONG: {
    status: 503,
    uk: 'Пошук триває надто довго. Додайте до запиту слово або номер.',
    en: 'The search is taking too long. Add a word or a number to it.',
  },
} as const satisfies ErrorWords;
