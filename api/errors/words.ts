import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Language } from '#db/entities/employee.ts';

/** Codes with their status and what they say in each language. */
export type ErrorWords = Record<string, { status: ContentfulStatusCode } & Record<Language, string>>;
