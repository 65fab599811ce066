import type { ErrorWords } from '../errors/words.ts';

export const FILE_ERRORS = {
  FILE_TOO_LARGE: {
    status: 413,
    uk: 'Файл завеликий: зображення можуть мати до 8 МБ, інші файли до 25 МБ.',
    en: 'The file is too large: images may have up to 8 MB, other files up to 25 MB.',
  },
  FILES_UNAVAILABLE: {
    status: 503,
    uk: 'Сховище файлів зараз недоступне. Спробуйте за хвилину.',
    en: 'File storage is unavailable right now. Try again in a minute.',
  },
  NOT_FETCHABLE: {
    status: 409,
    uk: 'Це вкладення вже отримано, або отримати його не можна.',
    en: 'This attachment is here already, or cannot be fetched.',
  },
  EMPTY_FILE: { status: 422, uk: 'Файл порожній.', en: 'The file is empty.' },
} as const satisfies ErrorWords;
