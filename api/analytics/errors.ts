import type { ErrorWords } from '../errors/words.ts';

export const ANALYTICS_ERRORS = {
  ANALYTICS_SECRET: {
    status: 422,
    uk: 'Потрібен секретний ключ API: його створюють у Google Аналітиці, у потоці даних.',
    en: 'An API secret is needed: it is made in Google Analytics, in the data stream.',
  },
} as const satisfies ErrorWords;
