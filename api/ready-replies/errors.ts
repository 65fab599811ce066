import type { ErrorWords } from '../errors/words.ts';

export const READY_REPLY_ERRORS = {
  UNKNOWN_VARIABLE: {
    status: 422,
    uk: 'У тексті є змінна, якої не існує.',
    en: 'The text has a variable that does not exist.',
  },
  PAGE_UNKNOWN: { status: 422, uk: 'Такої сторінки немає.', en: 'There is no such page.' },
  TOO_MANY_READY_REPLIES: {
    status: 409,
    uk: 'Готових відповідей уже забагато: спершу видаліть зайві.',
    en: 'There are too many ready replies already: delete some first.',
  },
} as const satisfies ErrorWords;
