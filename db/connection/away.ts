/**
 * No room on its disk, or in its memory: it can be asked and keeps nothing. 58030 is what its operating system answers
 * then.
 */
const FULL = ['53100', '53200', '58030'];
/** A connection that stood and broke. */
const LOST = ['57P01', '57P02', '08003', '08006', 'ECONNRESET', 'EPIPE'];
const LOST_TEXTS = ['Connection terminated', 'Client has encountered a connection error'];
const CODES = new Set([
  ...FULL,
  ...LOST,
  // A database that takes no connections, or that is not there (yet, or while it is being restored).
  '55000',
  '3D000',
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  '57P03',
  '53300',
  '53400',
  '25006',
  '57014',
  '55P03',
]);
const TEXTS = [...LOST_TEXTS, 'timeout exceeded when trying to connect', 'Query read timeout'];

/** Whether an error means that PostgreSQL has no room to keep anything. */
export function isDatabaseFull(error: unknown): boolean {
  return somewhere(error, (_, code) => FULL.includes(code));
}

/** Whether an error means that PostgreSQL is away or too busy to answer, and not that we asked something wrong. */
export function isDatabaseAway(error: unknown): boolean {
  return somewhere(
    error,
    (message, code) => CODES.has(code) || code.startsWith('08') || TEXTS.some((text) => message.includes(text)),
  );
}

/**
 * Whether an error means that a connection that stood broke while it was used, and not that none could be made: asked
 * over another one, PostgreSQL may well answer.
 */
export function isConnectionLost(error: unknown): boolean {
  return somewhere(
    error,
    (message, code) =>
      LOST.includes(code) || (LOST_TEXTS.some((text) => message.includes(text)) && !message.includes('timeout')),
  );
}

/**
 * Whether it holds for an error, for one of those it is made of, or for one that caused it. `code` is empty where it
 * has none.
 */
function somewhere(error: unknown, holds: (message: string, code: string) => boolean): boolean {
  if (error instanceof AggregateError) return error.errors.some((each) => somewhere(each, holds));
  if (!(error instanceof Error)) return false;
  return holds(error.message, 'code' in error ? String(error.code) : '') || somewhere(error.cause, holds);
}
