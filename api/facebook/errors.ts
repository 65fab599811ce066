import type { ErrorWords } from '../errors/words.ts';

export const FACEBOOK_ERRORS = {
  FACEBOOK_NOT_SET: {
    status: 409,
    uk: 'Спершу заповніть дані застосунку Facebook у загальних налаштуваннях.',
    en: 'Fill in the Facebook application in the general settings first.',
  },
  FACEBOOK_SECRET_NEEDED: {
    status: 422,
    uk: 'Потрібен секрет цього застосунку.',
    en: 'The secret of this application is needed.',
  },
  LOGIN_NOT_CHOOSING: {
    status: 409,
    uk: 'Сторінки цього входу вже обрано, або вхід завершився.',
    en: 'The pages of this log-in were chosen already, or it is over.',
  },
  PAGE_NOT_CONNECTABLE: {
    status: 422,
    uk: 'Серед обраних є сторінка, яку не можна підключити.',
    en: 'One of the chosen pages cannot be connected.',
  },
} as const satisfies ErrorWords;
