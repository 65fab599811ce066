import type { ErrorWords } from '../errors/words.ts';

export const MESSAGE_ERRORS = {
  WINDOW_CLOSED: {
    status: 409,
    uk: 'Минуло 24 години від останнього повідомлення клієнта: Facebook більше не приймає відповідей.',
    en: '24 hours have passed since the client’s last message: Facebook no longer accepts replies.',
  },
  ANSWERED_MEANWHILE: {
    status: 409,
    uk: 'Поки ви писали, клієнту вже відповіли. Вашу відповідь не надіслано.',
    en: 'Someone replied while you were writing. Your reply has not been sent.',
  },
  NOT_RETRYABLE: {
    status: 409,
    uk: 'Це повідомлення не можна надіслати ще раз.',
    en: 'This message cannot be sent again.',
  },
} as const satisfies ErrorWords;
