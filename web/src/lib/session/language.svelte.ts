import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { Language } from '#lib/api/types.ts';

const KEPT_AT = 'rozmova:language';

/** The reader's language. Every message function reads it, so a change repaints the words without a reload. */
class LanguageChoice {
  #current = $state<Language>(beforeLogIn());

  get current(): Language {
    return this.#current;
  }

  set current(language: Language) {
    this.#current = language;
    localStorage.setItem(KEPT_AT, language);
    document.documentElement.lang = language;
  }
}

function beforeLogIn(): Language {
  const kept = localStorage.getItem(KEPT_AT);
  if (kept === 'uk' || kept === 'en') return kept;
  const wanted = navigator.languages.find((tag) => /^(uk|en)\b/.test(tag)) ?? 'uk';
  return wanted.startsWith('en') ? 'en' : 'uk';
}

export const language = new LanguageChoice();
overwriteGetLocale(() => language.current);
document.documentElement.lang = language.current;
