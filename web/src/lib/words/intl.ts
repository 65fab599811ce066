import { getLocale } from '#lib/paraglide/runtime.js';

type Kind<Options, Made> =
  | (new (locale: string, options?: Options) => Made)
  | (new (locale: string, options: Options) => Made);

const made = new Map<unknown, Map<string, unknown>>();

/**
 * One of `Intl`'s formats: each is made once and kept. Making one takes as long as a hundred uses, and a list of chats
 * says some two hundred times.
 */
export function intl<Options extends object, Made>(kind: Kind<Options, Made>, locale: string, options?: Options): Made {
  const ofKind = made.get(kind) ?? new Map<string, unknown>();
  made.set(kind, ofKind);
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = ofKind.get(key) as Made | undefined;
  if (known !== undefined) return known;
  const format = new kind(locale, options as Options);
  ofKind.set(key, format);
  return format;
}

/** The language of the desk as `Intl` calls it: English as it is written in Britain, with its dates. */
export function localeTag(): string {
  return getLocale() === 'uk' ? 'uk-UA' : 'en-GB';
}
