import type { ErrorWords } from '../errors/words.ts';

export const CHAT_ERRORS = {
  CHAT_NOT_FOUND: {
    status: 404,
    uk: 'Такого чату немає, або ви не маєте до нього доступу.',
    en: 'There is no such chat, or you do not have access to it.',
  },
  CHAT_FINISHED: { status: 409, uk: 'Чат уже завершено.', en: 'The chat is already finished.' },
  ALREADY_TAKEN: { status: 409, uk: 'Чат уже взяв хтось інший.', en: 'Someone else has already taken the chat.' },
  ALREADY_THEIRS: {
    status: 409,
    uk: 'Ця людина вже веде чат.',
    en: 'This person already leads the chat.',
  },
  EMPLOYEE_INACTIVE: {
    status: 422,
    uk: 'Обліковий запис цієї людини вимкнено.',
    en: 'This person’s account is deactivated.',
  },
  UNKNOWN_TEAM: {
    status: 422,
    uk: 'Такої команди немає.',
    en: 'There is no such team.',
  },
  NOBODY_IN_TEAM: {
    status: 422,
    uk: 'У цій команді немає нікого, хто міг би взяти чат цієї сторінки.',
    en: 'No one in this team can take a chat of this page.',
  },
  NOT_AN_OPERATOR: {
    status: 409,
    uk: 'Цієї людини немає серед операторів чату.',
    en: 'This person is not an operator of the chat.',
  },
  UNKNOWN_EMPLOYEE: {
    status: 422,
    uk: 'Такого співробітника немає, або він не має доступу до сторінки.',
    en: 'There is no such employee, or they have no access to the page.',
  },
  NO_SUCH_DEADLINE: {
    status: 409,
    uk: 'Цього чат уже не чекає.',
    en: 'The chat is no longer waiting for this.',
  },
  DEADLINE_TOO_FAR: {
    status: 422,
    uk: 'Строк можна перенести щонайбільше на рік уперед.',
    en: 'A deadline can be moved at most a year ahead.',
  },
  NOTHING_TO_UNDO: {
    status: 409,
    uk: 'Цей чат ніхто не завершує: скасовувати нічого.',
    en: 'No one is finishing this chat: there is nothing to undo.',
  },
  HANDED_OVER: {
    status: 409,
    uk: 'Контакт уже не запитується: чат передано операторам.',
    en: 'Contact details are no longer being collected: the chat was transferred to the operators.',
  },
} as const satisfies ErrorWords;
