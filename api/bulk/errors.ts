import type { ErrorWords } from '../errors/words.ts';

export const BULK_ERRORS = {
  TOO_MANY_CHATS: {
    status: 422,
    uk: 'Це понад 10 000 чатів. Звузьте фільтр.',
    en: 'This is over 10,000 chats. Narrow the filter.',
  },
  TOO_MANY_RECORDS: {
    status: 422,
    uk: 'Це понад 10 000 записів. Звузьте фільтр.',
    en: 'These are over 10,000 records. Narrow the filter.',
  },
  NOT_UNDOABLE: {
    status: 422,
    uk: 'Цю дію скасувати не можна.',
    en: 'This action cannot be undone.',
  },
  BULK_RUNNING: {
    status: 409,
    uk: 'Дія ще триває. Її можна скасувати, щойно вона завершиться.',
    en: 'The action is still under way. It can be undone once it has ended.',
  },
} as const satisfies ErrorWords;
