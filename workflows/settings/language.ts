import { own } from './own.ts';
import type { Texts } from './vocabulary.ts';

/**
 * Why a language was taken: it is the client's locale, its language, the page's default (as Meta does not tell theirs,
 * or there is no text in it), or the only one there is. An older build said `default` of both.
 */
export const LANGUAGE_REASONS = ['locale', 'language', 'default', 'not_told', 'no_text', 'only'] as const;
export type LanguageReason = (typeof LANGUAGE_REASONS)[number];

export interface Chosen {
  language: string;
  because: LanguageReason;
  text: string;
}

/**
 * The text in the language set in the client's Facebook (`locale`, as `uk_UA`; null when Meta does not tell): the exact
 * locale, then the language, then the page's default, then whatever there is. Null when there is no text at all.
 */
export function chooseText(texts: Texts, locale: string | null, defaultLanguage: string): Chosen | null {
  const known = locale?.replace('-', '_') ?? '';
  const language = known.split('_')[0] ?? '';
  const byDefault = known === '' ? 'not_told' : 'no_text';
  const wanted: [string, LanguageReason][] = [
    [known, 'locale'],
    [language, 'language'],
    [defaultLanguage, byDefault],
    [defaultLanguage.split('_')[0] ?? '', byDefault],
  ];
  for (const [key, because] of wanted) {
    const text = own(texts, key);
    if (text?.trim()) return { language: key, because, text };
  }
  const only = Object.entries(texts).find(([, text]) => text.trim());
  return only ? { language: only[0], because: 'only', text: only[1] } : null;
}
