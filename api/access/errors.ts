import type { ErrorWords } from '../errors/words.ts';

/** Who asks may not, or not so often. */
export const ACCESS_ERRORS = {
  SIGN_IN_REQUIRED: { status: 401, uk: 'Увійдіть, щоб продовжити.', en: 'Log in to continue.' },
  NOT_ALLOWED: { status: 403, uk: 'На це немає дозволу.', en: 'You are not allowed to do this.' },
  LOG_IN_NEEDED: {
    status: 403,
    uk: 'Це робить лише людина, яка увійшла: токену програми цього не дозволено.',
    en: 'Only a person who is logged in can do this: a program’s token cannot.',
  },
  TOO_MANY_ATTEMPTS: { status: 429, uk: 'Забагато спроб. Зачекайте трохи.', en: 'Too many attempts. Wait a moment.' },
} as const satisfies ErrorWords;
