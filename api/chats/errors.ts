import type { ErrorWords } from '../errors/words.ts';

export const CHAT_ERRORS = {
  CHAT_NOT_FOUND: {
    status: 404,
    uk: 'Такого чату немає, або він відкритий не для вас.',
    en: 'There is no such chat, or it is not open to you.',
  },
  CHAT_FINISHED: { status: 409, uk: 'Чат уже завершено.', en: 'The chat is finished already.' },
  ALREADY_TAKEN: { status: 409, uk: 'Чат уже взяв хтось інший.', en: 'Somebody else has taken the chat already.' },
  NOT_AN_OPERATOR: {
    status: 409,
    uk: 'Цієї людини немає серед операторів чату.',
    en: 'This person is not an operator of the chat.',
  },
  UNKNOWN_EMPLOYEE: {
    status: 422,
    uk: 'Такого співробітника немає, або сторінка йому не відкрита.',
    en: 'There is no such employee, or the page is not open to them.',
  },
  NO_SUCH_DEADLINE: {
    status: 409,
    uk: 'Цього чат уже не чекає.',
    en: 'The chat is not waiting for this any more.',
  },
  DEADLINE_TOO_FAR: {
    status: 422,
    uk: 'Строк можна перенести щонайбільше на рік уперед.',
    en: 'A deadline may be moved at most a year ahead.',
  },
  NOTHING_TO_UNDO: {
    status: 409,
    uk: 'Цей чат ніхто не завершує: скасовувати нічого.',
    en: 'Nobody is finishing this chat: there is nothing to undo.',
  },
  HANDED_OVER: {
    status: 409,
    uk: 'Контакт уже не запитується: чат передано операторам.',
    en: 'The contact is not being asked for any more: the chat was handed over.',
  },
} as const satisfies ErrorWords;
