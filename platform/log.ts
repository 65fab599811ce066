import { writeSync } from 'node:fs';
import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * JSON lines on stdout, or wherever `to` says. Callers pass ids and codes, never texts, names, phones, e-mails or
 * tokens; values are escaped by the JSON, so one event is one line.
 */
export function createLogger(process: string, level: string, to: DestinationStream = stdout): Logger {
  return pino(
    {
      level,
      base: { process },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['*.text', '*.password', '*.token', '*.accessToken', '*.authorization', '*.cookie'],
        censor: '[hidden]',
      },
      serializers: { error: describeError },
    },
    to,
  );
}

/**
 * Nobody's work stops because a line could not be kept: pino's own destination ends the process, or spins, when the
 * disk is full.
 */
const stdout: DestinationStream = {
  write: (line) => {
    try {
      writeSync(1, line);
    } catch {
      // Lost; the next one may find room again.
    }
  },
};

/** What went wrong, without the values that were in hand: a database error's `detail` quotes rows. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 300) };
  const { name, message, stack } = error;
  const code = 'code' in error ? String(error.code) : undefined;
  const cause =
    error.cause instanceof Error ? { name: error.cause.name, message: error.cause.message.slice(0, 300) } : undefined;
  return {
    name,
    message: message.slice(0, 300),
    ...(code ? { code } : {}),
    ...(cause ? { cause } : {}),
    stack: stack?.slice(0, 2_000),
  };
}
