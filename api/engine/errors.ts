import type { ErrorWords } from '../errors/words.ts';

export const ENGINE_ERRORS = {
  ENGINE_UNAVAILABLE: {
    status: 503,
    uk: 'Рушій чатів зараз недоступний; нічого не змінено. Спробуйте ще раз.',
    en: 'The chat engine is away; nothing was changed. Try again.',
  },
  MAY_STILL_HAPPEN: {
    status: 503,
    uk: 'Рушій чатів не відповів вчасно. Зміна ще може відбутися: якщо так, ви побачите її в чаті.',
    en: 'The chat engine did not answer in time. It may still happen: if so, you will see it in the chat.',
  },
} as const satisfies ErrorWords;
