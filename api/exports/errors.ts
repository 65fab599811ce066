import type { ErrorWords } from '../errors/words.ts';

export const EXPORT_ERRORS = {
  EXPORT_NOT_READY: {
    status: 409,
    uk: 'Файл ще не готовий.',
    en: 'The file is not ready yet.',
  },
  UNKNOWN_TIME_ZONE: {
    status: 422,
    uk: 'Такого часового поясу немає.',
    en: 'There is no such time zone.',
  },
  TOO_MANY_EXPORTS: {
    status: 409,
    uk: 'Ви вже чекаєте на кілька файлів. Дочекайтеся їх або скасуйте.',
    en: 'You are waiting for several files already. Wait for them, or cancel some.',
  },
} as const satisfies ErrorWords;
