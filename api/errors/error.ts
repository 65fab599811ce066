import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Language } from '#db/entities/employee.ts';

const TEXTS = {
  BAD_REQUEST: { status: 400, uk: 'Запит містить помилки.', en: 'The request has faults.' },
  WEAK_PASSWORD: {
    status: 400,
    uk: 'Цей пароль вгадають одним із перших: він поширений або складений з імені, пошти чи назви сторінки. Візьміть кілька слів, не пов’язаних між собою.',
    en: 'This password is among the first that are guessed: it is a common one, or made of the name, the e-mail address or a page’s name. Take a few words that have nothing to do with each other.',
  },
  SIGN_IN_REQUIRED: { status: 401, uk: 'Увійдіть, щоб продовжити.', en: 'Log in to go on.' },
  WRONG_CREDENTIALS: { status: 401, uk: 'Пошта або пароль не підходять.', en: 'The e-mail or the password is wrong.' },
  BAD_SIGNATURE: { status: 403, uk: 'Підпис не підходить.', en: 'The signature does not match.' },
  NOT_ALLOWED: { status: 403, uk: 'На це немає дозволу.', en: 'You are not allowed to do this.' },
  LOG_IN_NEEDED: {
    status: 403,
    uk: 'Це робить лише людина, яка увійшла: токенові програми цього не дозволено.',
    en: "Only a person who logged in does this: a program's token may not.",
  },
  FOREIGN_ORIGIN: { status: 403, uk: 'Запит прийшов з іншого сайту.', en: 'The request came from another site.' },
  NOT_FOUND: { status: 404, uk: 'Такого тут немає.', en: 'There is no such thing here.' },
  CHAT_NOT_FOUND: {
    status: 404,
    uk: 'Такого чату немає, або він відкритий не для вас.',
    en: 'There is no such chat, or it is not open to you.',
  },
  METHOD_NOT_ALLOWED: { status: 405, uk: 'Цього тут робити не можна.', en: 'This cannot be done here.' },
  CHAT_FINISHED: { status: 409, uk: 'Чат уже завершено.', en: 'The chat is finished already.' },
  ALREADY_TAKEN: { status: 409, uk: 'Чат уже взяв хтось інший.', en: 'Somebody else has taken the chat already.' },
  NOT_AN_OPERATOR: {
    status: 409,
    uk: 'Цієї людини немає серед операторів чату.',
    en: 'This person is not an operator of the chat.',
  },
  NO_SUCH_DEADLINE: {
    status: 409,
    uk: 'Цього чат уже не чекає.',
    en: 'The chat is not waiting for this any more.',
  },
  HANDED_OVER: {
    status: 409,
    uk: 'Контакт уже не запитується: чат передано операторам.',
    en: 'The contact is not being asked for any more: the chat was handed over.',
  },
  WINDOW_CLOSED: {
    status: 409,
    uk: 'Минуло 24 години від останнього повідомлення клієнта: Facebook більше не приймає відповідей.',
    en: "24 hours have passed since the client's last message: Facebook takes no more answers.",
  },
  NOT_RETRYABLE: {
    status: 409,
    uk: 'Це повідомлення не можна надіслати ще раз.',
    en: 'This message cannot be sent again.',
  },
  SETTINGS_CHANGED: {
    status: 409,
    uk: 'Тим часом опубліковано іншу версію налаштувань.',
    en: 'Another version of the settings was published meanwhile.',
  },
  NOTHING_CHANGES: {
    status: 409,
    uk: 'Нічого не зміниться: такі налаштування вже діють.',
    en: 'Nothing would change: these settings are in force already.',
  },
  GOLDEN_DIFFERS: {
    status: 409,
    uk: 'Закріплені приклади пішли б інакше. Перегляньте відмінності.',
    en: 'Pinned examples would go otherwise. Look at the differences.',
  },
  CHAT_NOT_WHOLE: {
    status: 409,
    uk: 'Записів про початок цього чату вже немає: прикладом може стати лише недавній чат.',
    en: 'The records of how this chat began are gone: only a recent chat can become an example.',
  },
  TOO_MANY_GOLDEN: {
    status: 409,
    uk: 'Прикладів уже забагато: спершу відкріпіть зайві.',
    en: 'There are too many examples already: unpin some first.',
  },
  DRAFT_CHANGED: {
    status: 409,
    uk: 'Чернетку тим часом змінено.',
    en: 'The draft was changed meanwhile.',
  },
  ALREADY_EXISTS: { status: 409, uk: 'Таке вже є.', en: 'This exists already.' },
  TOO_LARGE: { status: 413, uk: 'Запит завеликий.', en: 'The request is too large.' },
  FILE_TOO_LARGE: {
    status: 413,
    uk: 'Файл завеликий: зображення можуть мати до 8 МБ, інші файли до 25 МБ.',
    en: 'The file is too large: images may have up to 8 MB, other files up to 25 MB.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    uk: 'Очікується JSON; файл надсилається як application/octet-stream.',
    en: 'JSON is expected; a file is sent as application/octet-stream.',
  },
  INVALID_CONTACT: {
    status: 422,
    uk: 'Це не схоже на номер телефону або адресу пошти.',
    en: 'This is no phone number or e-mail address.',
  },
  DEADLINE_TOO_FAR: {
    status: 422,
    uk: 'Строк можна перенести щонайбільше на рік уперед.',
    en: 'A deadline may be moved at most a year ahead.',
  },
  UNKNOWN_EMPLOYEE: {
    status: 422,
    uk: 'Такого співробітника немає, або сторінка йому не відкрита.',
    en: 'There is no such employee, or the page is not open to them.',
  },
  UNKNOWN_CONTACT: { status: 422, uk: 'Такого контакту вже немає.', en: 'There is no such contact any more.' },
  INVALID_SETTINGS: { status: 422, uk: 'Налаштування містять помилки.', en: 'The settings have faults.' },
  NOTHING_TO_CHANGE: {
    status: 422,
    uk: 'Не сказано, що змінити.',
    en: 'It is not said what to change.',
  },
  INVALID_RANGE: {
    status: 422,
    uk: 'Початок має бути раніше за кінець, і не надто далеко від нього.',
    en: 'The beginning has to be before the end, and not too far from it.',
  },
  NOT_DECODABLE: {
    status: 422,
    uk: 'Це зашифровано не нашими ключами.',
    en: 'This was not encrypted with our keys.',
  },
  INVALID_CALENDAR: {
    status: 422,
    uk: 'Файл не є календарем iCalendar, має понад 400 днів або правило, якому немає кінця.',
    en: 'The file is no iCalendar, has more than 400 days, or a rule that never ends.',
  },
  EMPTY_FILE: { status: 422, uk: 'Файл порожній.', en: 'The file is empty.' },
  TOO_MANY_ATTEMPTS: { status: 429, uk: 'Забагато спроб. Зачекайте трохи.', en: 'Too many attempts. Wait a little.' },
  INTERNAL: {
    status: 500,
    uk: 'Щось зламалося в нас. Нічого не втрачено; спробуйте ще раз.',
    en: 'Something broke on our side. Nothing was lost; try again.',
  },
  BUSY: {
    status: 503,
    uk: 'Зараз цим зайняті інші, і черга повна; нічого не змінено. Спробуйте за мить.',
    en: 'Others are busy with this and the line is full; nothing was changed. Try again in a moment.',
  },
  TOO_SLOW: {
    status: 503,
    uk: 'У нас це тривало задовго; нічого не змінено. Спробуйте ще раз трохи згодом.',
    en: 'This took too long on our side; nothing was changed. Try again a little later.',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    uk: 'База даних зараз недоступна. Спробуйте за хвилину.',
    en: 'The database is away. Try again in a minute.',
  },
  TAKES_TOO_LONG: {
    status: 503,
    uk: 'Це триває задовго. Воно ще може статися: погляньте за мить.',
    en: 'This takes too long. It may still happen: look again in a moment.',
  },
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
} as const satisfies Record<string, { status: ContentfulStatusCode } & Record<Language, string>>;

export type ErrorCode = keyof typeof TEXTS;

export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return TEXTS[code].status;
}

/** An answer other than success: one code, put into words in the reader's language. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: ErrorCode;
  readonly details: unknown;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, details?: unknown, headers: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

export function errorResponse(c: Context, code: ErrorCode, details?: unknown): Response {
  const { status, ...texts } = TEXTS[code];
  const message = texts[languageOf(c)];
  // The rest of the body was not read: nothing more can come over this connection.
  if (status === 413) c.header('connection', 'close');
  return c.json({ error: details === undefined ? { code, message } : { code, message, details } }, status);
}

/** The employee's language, else the browser's, else Ukrainian. */
export function languageOf(c: Context): Language {
  const signed = c.get('signed') as { employee: { language: Language } } | null | undefined;
  if (signed) return signed.employee.language;
  return /^\s*en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'uk';
}
