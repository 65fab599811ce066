import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { Language } from '#lib/api/types.ts';

const KEPT_AT = 'rozmova:language';
/** Whose choice the server has not heard of yet, and which. */
const UNTOLD_AT = 'rozmova:language-untold';

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

  /** What this person chose and the server may not have heard: the page was left before it answered. */
  untoldOf(employeeId: string): Language | null {
    const [who, language] = localStorage.getItem(UNTOLD_AT)?.split(' ') ?? [];
    return who === employeeId && (language === 'uk' || language === 'en') ? language : null;
  }

  choose(employeeId: string, language: Language): void {
    this.current = language;
    localStorage.setItem(UNTOLD_AT, `${employeeId} ${language}`);
  }

  told(): void {
    localStorage.removeItem(UNTOLD_AT);
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
