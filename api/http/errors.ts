import type { ErrorWords } from '../errors/words.ts';

/** What any request may be answered with, whatever it is about. */
export const HTTP_ERRORS = {
  BAD_REQUEST: { status: 400, uk: 'Запит містить помилки.', en: 'The request contains errors.' },
  NOT_FOUND: { status: 404, uk: 'Не знайдено.', en: 'Not found.' },
  METHOD_NOT_ALLOWED: { status: 405, uk: 'Цього тут робити не можна.', en: 'This cannot be done here.' },
  FOREIGN_ORIGIN: { status: 403, uk: 'Запит прийшов з іншого сайту.', en: 'The request came from another site.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    uk: 'Очікується JSON; файл надсилається як application/octet-stream.',
    en: 'JSON is expected; a file is sent as application/octet-stream.',
  },
  TOO_LARGE: { status: 413, uk: 'Запит завеликий.', en: 'The request is too large.' },
  ALREADY_EXISTS: { status: 409, uk: 'Таке вже є.', en: 'This already exists.' },
  NOTHING_TO_CHANGE: {
    status: 422,
    uk: 'Не сказано, що змінити.',
    en: 'There is nothing to change.',
  },
  INVALID_RANGE: {
    status: 422,
    uk: 'Початок має бути раніше за кінець, і не надто далеко від нього.',
    en: 'The start must be before the end and not too far from it.',
  },
  INTERNAL: {
    status: 500,
    uk: 'Щось зламалося в нас. Нічого не втрачено; спробуйте ще раз.',
    en: 'Something went wrong on our side. Nothing was lost; try again.',
  },
  BUSY: {
    status: 503,
    uk: 'Зараз цим зайняті інші, і черга повна; нічого не змінено. Спробуйте за мить.',
    en: 'Too many people are doing this at once; nothing was changed. Try again in a moment.',
  },
  TOO_SLOW: {
    status: 503,
    uk: 'У нас це тривало задовго; нічого не змінено. Спробуйте ще раз трохи згодом.',
    en: 'This took too long on our side; nothing was changed. Try again a little later.',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    uk: 'База даних зараз недоступна. Спробуйте за хвилину.',
    en: 'The database is unavailable. Try again in a minute.',
  },
  TAKES_TOO_LONG: {
    status: 503,
    uk: 'Це триває задовго. Воно ще може статися: погляньте за мить.',
    en: 'This is taking too long. It may still happen: check again in a moment.',
  },
} as const satisfies ErrorWords;
