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
  EMPTY_MESSAGE: {
    status: 422,
    uk: 'Немає що надсилати: потрібен текст або файл.',
    en: 'There is nothing to send: a text or a file is needed.',
  },
  UNKNOWN_FILE: {
    status: 422,
    uk: 'Файлу вже немає: завантажте його знову.',
    en: 'The file is no longer there: upload it again.',
  },
  NOT_REACTABLE: {
    status: 409,
    uk: 'На це повідомлення не можна відреагувати.',
    en: 'It is not possible to react to this message.',
  },
  NOT_AN_EMOJI: { status: 400, uk: 'Реакція — це один емодзі.', en: 'A reaction is one emoji.' },
  NOT_RETRYABLE: {
    status: 409,
    uk: 'Це повідомлення не можна надіслати ще раз.',
    en: 'This message cannot be sent again.',
  },
} as const satisfies ErrorWords;
