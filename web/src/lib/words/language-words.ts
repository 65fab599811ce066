import { getLocale } from '#lib/paraglide/runtime.js';
import { intl } from '#lib/words/intl.ts';

/** Languages that clients of a Ukrainian company write in; any other is kept and shown, too, once it is there. */
export const COMMON_LANGUAGES =
  'uk en pl de fr es it pt pt_BR ro cs sk hu bg tr nl sv lt lv et el he ar ka hy az kk ru zh ja ko'.split(' ');

/** A language in the reader's own: "українська", "English". */
export function languageName(code: string): string {
  return nameIn(code, getLocale());
}

/** A language in itself, as its speakers look for it: "Українська", "Polski". */
export function ownLanguageName(code: string): string {
  return capital(nameIn(code, code), code);
}

/** "укр", "англ": the beginning of the name, cut after a consonant. In English by its code: "UK", "PT-BR". */
export function shortLanguageName(code: string): string {
  if (getLocale() === 'en') return tagOf(code).toUpperCase();
  const name = languageName(code);
  return [...name]
    .slice(0, 4)
    .join('')
    .replace(/[аеєиіїоуюяьaeiouy]$/iu, '');
}

/** After "without" and "does not speak": "без англійської". Names that are no adjectives stay as they are. */
export function languageAfterWithout(code: string): string {
  return languageName(code).replace(/ька(?= |$)/u, 'ької');
}

/** Whom one speaks: "знає англійську". */
export function languageSpoken(code: string): string {
  return languageName(code).replace(/ька(?= |$)/u, 'ьку');
}

/** The language of a client's locale: "en" of "en_GB". */
export function languageOfLocale(locale: string): string {
  return locale.split(/[_-]/u)[0] || locale;
}

function nameIn(code: string, reader: string): string {
  try {
    return intl(Intl.DisplayNames, tagOf(reader), { type: 'language' }).of(tagOf(code)) ?? code;
  } catch {
    return code;
  }
}

function capital(name: string, code: string): string {
  const [first = '', ...rest] = [...name];
  try {
    return first.toLocaleUpperCase(tagOf(code)) + rest.join('');
  } catch {
    return name;
  }
}

/** A locale as Intl writes it. */
export function tagOf(code: string): string {
  return code.replace('_', '-');
}
