import { differences, type Difference, isObject } from '#workflows/settings/layers.ts';
import { nextOpening } from '#workflows/settings/calendar.ts';
import { own as ownText } from '#workflows/settings/own.ts';
import { unknownVariables } from '#workflows/settings/render.ts';
import { type Settings, type SettingsPatch, TEMPLATES, type Texts } from '#workflows/settings/vocabulary.ts';
import { type Fault, faultsOf } from './faults.ts';
import { routingWarnings } from './routing-warnings.ts';
import type { WarningCode } from './codes.ts';

export interface Warning {
  path: string;
  code: WarningCode;
  about?: Record<string, string>;
}

/**
 * What may be published and is probably not meant: `own` is the scope's patch, without faults, `effective` what it
 * makes.
 */
export function warningsOf(own: SettingsPatch, effective: Settings, now: number): Warning[] {
  return [
    ...variableWarnings(own),
    ...languageWarnings(effective),
    ...hoursWarnings(effective, now),
    ...routingWarnings(own, effective),
  ];
}

/** The patch without its faulty parts, so that the rest can be shown at work while somebody is still writing. */
export function soundPart(patch: object, faults: Fault[]): SettingsPatch {
  const faulty = new Set(faults.map(({ path }) => path.split('.')[0]));
  const kept = Object.entries(patch).filter(([key]) => !faulty.has(key));
  const { templates } = patch as { templates?: unknown };
  if (!isObject(templates)) return Object.fromEntries(kept);
  const texts = Object.keys(templates)
    .filter((template) => (TEMPLATES as readonly string[]).includes(template))
    .filter((template) => faultsOf({ templates: { [template]: templates[template] } }, true).length === 0)
    .map((template) => [template, templates[template]] as const);
  return { ...Object.fromEntries(kept), templates: Object.fromEntries(texts) };
}

/** What a version changed. "Always open" in place of "as the installation" is no difference of values, but is one. */
export function changesOf(before: SettingsPatch, after: SettingsPatch): Difference[] {
  const found = differences(before, after);
  const hours = 'workingHours';
  const unseen = hours in before !== hours in after && !found.some(({ path }) => path === hours);
  return unseen ? [...found, { path: hours, from: null, to: null }] : found;
}

function variableWarnings({ templates = {} }: SettingsPatch): Warning[] {
  return Object.entries(templates).flatMap(([template, texts]) =>
    Object.entries(texts ?? {}).flatMap(([language, text]) =>
      unknownVariables(text ?? '').map((name) => ({
        path: `templates.${template}.${language}`,
        code: 'UNKNOWN_VARIABLE' as const,
        about: { name },
      })),
    ),
  );
}

/**
 * The note under the others is only missed where it is put; where there is none for nobody on shift, the text for
 * waiting is sent. A locale is served by the text in its language.
 */
function languageWarnings({ templates, discloseAutomatic }: Settings): Warning[] {
  const kinds = TEMPLATES.filter(
    (template) => template !== 'nobodyOnShift' && (template !== 'automaticNote' || discloseAutomatic),
  );
  const languages = [...new Set(kinds.flatMap((kind) => Object.keys(templates[kind])))].toSorted();
  return kinds.flatMap((kind) =>
    languages
      .filter((language) => !serves(templates[kind], language))
      .map((language) => ({
        path: `templates.${kind}.${language}`,
        code: 'MISSING_LANGUAGE' as const,
        about: { name: language },
      })),
  );
}

function serves(texts: Texts, language: string): boolean {
  return [language, language.slice(0, 2)].some((key) => Boolean(ownText(texts, key)?.trim()));
}

function hoursWarnings({ workingHours }: Settings, now: number): Warning[] {
  return nextOpening(workingHours, now) === null ? [{ path: 'workingHours', code: 'NEVER_OPEN' }] : [];
}
