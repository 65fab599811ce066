import type { ErrorWords } from '../errors/words.ts';

export const SESSION_ERRORS = {
  WRONG_CREDENTIALS: { status: 401, uk: 'Пошта або пароль не підходять.', en: 'The email or password is incorrect.' },
  WEAK_PASSWORD: {
    status: 400,
    uk:
      'Цей пароль вгадають одним із перших: він поширений або складений з імені, пошти чи назви сторінки. ' +
      'Візьміть кілька слів, не пов’язаних між собою.',
    en:
      'This password is among the first that are guessed: it is a common one, or made of the name, the ' +
      'email address or a page’s name. Use a few words that have nothing to do with each other.',
  },
} as const satisfies ErrorWords;
