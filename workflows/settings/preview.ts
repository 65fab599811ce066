import { isOpen, nextClosing, nextOpening } from './calendar.ts';
import type { LanguageReason } from './language.ts';
import { own } from './own.ts';
import { unknownVariables } from './render.ts';
import type { Interval, Settings, Template, WorkingHours } from './vocabulary.ts';
import { writeText } from './write.ts';

/** Which text, and who it is for. */
export interface PreviewQuestion {
  template: Template;
  locale: string | null;
  language?: string | undefined;
  firstName: string;
  lastName: string;
}

export interface Preview {
  /** Empty where there is none. */
  text: string;
  language: string | null;
  /** Null where the language was given, or there is no text. */
  reason: LanguageReason | null;
  /** Names between braces that are no variables. */
  unknown: string[];
  opensAt: number | null;
  /** It is always open, so this is never sent: hours of an ordinary office stand in for an example. */
  exampleHours: boolean;
}

const STAND_IN = 'waiting';
const OFFICE: Interval[] = [['09:00', '18:00']];
const EXAMPLE_HOURS: WorkingHours = {
  timeZone: 'Europe/Kyiv',
  week: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE },
  exceptions: [],
};

/** The text as such a client of that page would get it now, under these settings. */
export function previewText(given: Settings, question: PreviewQuestion, pageName: string, now: number): Preview {
  const { language = null, locale, firstName, lastName } = question;
  const exampleHours = question.template === 'outOfHours' && neverCloses(given.workingHours, now);
  const settings = exampleHours ? { ...given, workingHours: EXAMPLE_HOURS } : given;
  const opensAt = opening(settings.workingHours, now);
  const filling = { firstName, lastName, locale: language ?? locale, pageName, operatorName: '', now, opensAt };
  const asked = asMessage(settings, question);
  const written = writeText(asked, STAND_IN, filling);
  return {
    text: written?.text ?? '',
    language: language ?? written?.language ?? null,
    reason: language === null ? (written?.because ?? null) : null,
    unknown: written ? unknownVariables(own(asked.templates[STAND_IN], written.language) ?? '') : [],
    opensAt,
    exampleHours,
  };
}

/**
 * The text in question as a message's: in the language asked for alone, and the note that stands under the others as
 * one of its own.
 */
function asMessage(settings: Settings, { template, language }: PreviewQuestion): Settings {
  const texts = settings.templates[template];
  const text = language === undefined ? undefined : own<string>(texts, language);
  const only = text === undefined ? {} : { [language ?? '']: text };
  return {
    ...settings,
    discloseAutomatic: settings.discloseAutomatic && template !== 'automaticNote',
    templates: { ...settings.templates, [STAND_IN]: language === undefined ? texts : only },
  };
}

/** While it is open: as it would be told after closing. */
function opening(hours: WorkingHours | null, now: number): number | null {
  if (hours === null) return null;
  return nextOpening(hours, isOpen(hours, now) ? (nextClosing(hours, now) ?? now) : now);
}

function neverCloses(hours: WorkingHours | null, now: number): boolean {
  return isOpen(hours, now) && nextClosing(hours, now) === null;
}
