import type { ErrorWords } from '../errors/words.ts';

export const RECORD_ERRORS = {
  UNKNOWN_STATUS: { status: 422, uk: 'Такого статусу вже немає.', en: 'This status is no longer in use.' },
  UNKNOWN_SOURCE: { status: 422, uk: 'Такого джерела вже немає.', en: 'This source is no longer in use.' },
  REASON_NEEDED: { status: 422, uk: 'З цим статусом треба сказати, чому.', en: 'With this status, say why.' },
  TOTAL_TOO_LARGE: {
    status: 422,
    uk: 'Сума більша, ніж може бути в документі: до 999 999 999,99.',
    en: 'The sum is more than a document can have: up to 999,999,999.99.',
  },
  LAST_STATUS: {
    status: 409,
    uk: 'Це останній статус із таким значенням: без нього не обійтися.',
    en: 'This is the last status with this meaning: it cannot be spared.',
  },
} as const satisfies ErrorWords;
