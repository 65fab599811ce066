import type { ErrorWords } from '../errors/words.ts';

export const WEBHOOK_ERRORS = {
  BAD_SIGNATURE: { status: 403, uk: 'Підпис не підходить.', en: 'The signature does not match.' },
} as const satisfies ErrorWords;
