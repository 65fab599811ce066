const CODES = new Set([
  // A database that takes no connections, or that is not there (yet, or while it is being restored).
  '55000',
  '3D000',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '25006',
  '57014',
  '55P03',
]);
const TEXTS = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Query read timeout',
];

/** Whether an error means that PostgreSQL is away or too busy to answer, and not that we asked something wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    CODES.has(code) ||
    code.startsWith('08') ||
    TEXTS.some((text) => error.message.includes(text)) ||
    isDatabaseAway(error.cause)
  );
}
