import { nextOpening } from './calendar.ts';
import { openingWords, workingHoursWords } from './hours-words.ts';
import { chooseText, type LanguageReason } from './language.ts';
import { render } from './render.ts';
import type { Variable } from './variables.ts';
import type { Settings, Template } from './vocabulary.ts';

export interface Filling {
  firstName: string;
  lastName: string;
  locale: string | null;
  pageName: string;
  operatorName: string;
  /** The moment at which it is said. */
  now: number;
  /** When somebody is there again; null: looked up. */
  opensAt: number | null;
}

export interface WrittenText {
  text: string;
  language: string;
  because: LanguageReason;
}

/**
 * One automatic message as this client gets it; null when there is no text for it in any language, or nothing is left
 * of it.
 */
export function writeText(
  settings: Settings,
  template: Exclude<Template, 'automaticNote'>,
  filling: Filling,
): WrittenText | null {
  const chosen = chooseText(settings.templates[template], filling.locale, settings.defaultLanguage);
  if (!chosen) return null;
  const { language, because } = chosen;
  const values = valuesOf(settings, filling, language);
  const text = render(chosen.text, values);
  if (text === '') return null;
  if (!settings.discloseAutomatic) return { text: fit(text), language, because };
  const note = render(
    chooseText(settings.templates.automaticNote, language, settings.defaultLanguage)?.text ?? '',
    values,
  );
  // The note is what the law may ask for: it is the text that gives way.
  const end = note === '' ? '' : `\n\n${note}`;
  return { text: (fit(text, MOST - end.length) + end).trim(), language, because };
}

/** What stands for each variable; empty where nothing is known. */
export function valuesOf(
  { workingHours: hours }: Pick<Settings, 'workingHours'>,
  filling: Omit<Filling, 'locale'>,
  language: string,
): Record<Variable, string> {
  // Who is always open does not open at some moment: there is nothing to say, and no zone to say it in.
  const opensAt = filling.opensAt ?? nextOpening(hours, filling.now);
  return {
    first_name: filling.firstName,
    last_name: filling.lastName,
    page_name: filling.pageName,
    operator_name: filling.operatorName,
    working_hours: workingHoursWords(hours, language),
    opens_at: opensAt === null || hours === null ? '' : openingWords(hours, opensAt, filling.now, language),
  };
}

/** Meta takes fewer than 2000 characters (messenger-platform §3.1); names and hours may be long. */
const MOST = 1_999;

function fit(text: string, most = MOST): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`.toWellFormed();
}
