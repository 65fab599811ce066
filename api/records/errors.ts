import type { ErrorWords } from '../errors/words.ts';

export const RECORD_ERRORS = {
  UNKNOWN_STATUS: { status: 422, uk: 'Такого статусу вже немає.', en: 'This status is no longer in use.' },
  UNKNOWN_SOURCE: { status: 422, uk: 'Такого джерела вже немає.', en: 'This source is no longer in use.' },
  REASON_NEEDED: { status: 422, uk: 'З цим статусом треба сказати, чому.', en: 'With this status, say why.' },
  LAST_STATUS: {
    status: 409,
    uk: 'Це останній статус із таким значенням: без нього не обійтися.',
    en: 'This is the last status with this meaning: it cannot be spared.',
  },
} as const satisfies ErrorWords;
