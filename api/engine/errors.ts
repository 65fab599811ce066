import type { ErrorWords } from '../errors/words.ts';

export const ENGINE_ERRORS = {
  ENGINE_UNAVAILABLE: {
    status: 503,
    uk: 'Сервіс чатів зараз недоступний; нічого не змінено. Спробуйте ще раз.',
    en: 'The chat service is unavailable; nothing was changed. Try again.',
  },
  MAY_STILL_HAPPEN: {
    status: 503,
    uk: 'Сервіс чатів не відповів вчасно. Зміна ще може відбутися: якщо так, ви побачите її в чаті.',
    en: 'The chat service did not respond in time. The change may still happen: if so, you will see it in the chat.',
  },
} as const satisfies ErrorWords;
