import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '#api/errors/codes.ts';
import { SETTINGS_WORDS } from '#api/settings/words.ts';

export const messages = join(import.meta.dirname, '..', '..', '..', '..', 'web', 'messages');

/** Every string of a language: the desk's with its key, the server's with its code. */
export function said(locale: 'uk' | 'en'): [string, string][] {
  const desk = globSync(`${locale}/**/*.json`, { cwd: messages }).flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(join(messages, file), 'utf8')) as Record<string, unknown>),
  );
  const server = Object.entries({ ...ERRORS, ...SETTINGS_WORDS }).map(
    ([code, words]) => [code, words[locale]] as const,
  );
  return [...desk, ...server].map(([key, words]) => [key, JSON.stringify(words)]);
}
