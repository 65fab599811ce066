import type { ErrorWords } from '../errors/words.ts';

export const GOLDEN_ERRORS = {
  GOLDEN_DIFFERS: {
    status: 409,
    uk: 'Закріплені приклади пішли б інакше. Перегляньте відмінності.',
    en: 'Pinned examples would go differently. Review the differences.',
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
} as const satisfies ErrorWords;
