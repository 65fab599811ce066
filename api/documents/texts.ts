import type { Context } from 'hono';
import { unknownIn } from '#workflows/documents/body.ts';
import { ApiError, languageOf } from '../errors/error.ts';
import type { ApiEnv } from '../http/deps.ts';
import { plainText } from '../http/fields.ts';

/** What a document, or the template of one, says above its lines and under them. */
export const bodyText = plainText.max(20_000);
export const remarksText = plainText.trim().max(2_000);

const UNKNOWN = { uk: 'Невідома змінна', en: 'Unknown variable' };

/** Variables that mean nothing are refused by their names, in the reader's language. */
export function refuseUnknown(c: Context<ApiEnv>, texts: Record<string, string | undefined>): void {
  const details = Object.entries(texts).flatMap(([path, text = '']) =>
    unknownIn(text).map((name) => ({ path, message: `${UNKNOWN[languageOf(c)]}: {{${name}}}` })),
  );
  if (details.length > 0) throw new ApiError('UNKNOWN_DOCUMENT_VARIABLE', details);
}
