import type { Context } from 'hono';
import type { Language } from '#db/entities/employee.ts';
import { type ErrorCode, ERRORS } from './codes.ts';

/** An answer other than success: one code, put into words in the reader's language. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: ErrorCode;
  readonly details: unknown;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, details?: unknown, headers: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

export function errorResponse(c: Context, code: ErrorCode, details?: unknown): Response {
  const { status, ...texts } = ERRORS[code];
  const message = texts[languageOf(c)];
  // The rest of the body was not read: nothing more can come over this connection.
  if (status === 413) c.header('connection', 'close');
  return c.json({ error: details === undefined ? { code, message } : { code, message, details } }, status);
}

/** The employee's language, else the browser's, else Ukrainian. */
export function languageOf(c: Context): Language {
  const signed = c.get('signed') as { employee: { language: Language } } | null | undefined;
  if (signed) return signed.employee.language;
  return /^\s*en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'uk';
}
