import { DEFAULTS } from './defaults.ts';
import { own } from './own.ts';
import type { Rules, Settings, SettingsPatch, Versions } from './vocabulary.ts';

type Json = Record<string, unknown>;

/** What is in force: what is built in, over it the installation's, over that the page's. */
export function settingsOf(installation: SettingsPatch, page: SettingsPatch): Settings {
  return merge(merge(DEFAULTS, installation), page) as unknown as Settings;
}

/** Who gives the days of a week gives all of them: a day that is left out is a day off, whatever it was before. */
const WHOLE = new Set(['week']);

/**
 * A partial object laid over what was set before: objects are merged, lists and weeks replaced, `null` is a value of
 * its own.
 */
export function merge(below: object, above: object): Json {
  const merged: Json = { ...below };
  for (const [key, value] of Object.entries(above)) {
    // As a key it would be no key, but what the object is made of.
    if (value === undefined || key === '__proto__') continue;
    const under = own(merged, key);
    merged[key] = isObject(value) && isObject(under) && !WHOLE.has(key) ? merge(under, value) : value;
  }
  return merged;
}

/** The part of the settings that a chat decides by. */
export function rulesOf(settings: Settings, revision: number, versions: Versions): Rules {
  const {
    templates: _texts,
    attachments: _files,
    defaultLanguage: _language,
    discloseAutomatic: _note,
    phoneCountry: _country,
    routing,
    ...rules
  } = settings;
  const { distribution, matchLanguage } = settings;
  const asks = matchLanguage || routing.some(({ enabled, when }) => enabled && (when.locales?.length ?? 0) > 0);
  return { ...rules, revision, versions, byLanguage: distribution !== 'off' && asks };
}

/** For chats of which nobody told by what settings: nothing is sent by itself. */
export const NO_RULES: Rules = rulesOf(DEFAULTS, 0, { installation: 0, page: 0 });

export interface Difference {
  /** `waitingMessage.minutes`, `templates.waiting.uk`. */
  path: string;
  from: unknown;
  to: unknown;
}

/** What differs between two settings, leaf by leaf; lists, a day's hours and a file count as one. */
export function differences(before: object, after: object, prefix = ''): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const path = prefix + key;
    const [from, to] = [(before as Json)[key], (after as Json)[key]];
    if (isObject(from) && isObject(to) && !isFile(path)) return differences(from, to, `${path}.`);
    return JSON.stringify(from ?? null) === JSON.stringify(to ?? null)
      ? []
      : [{ path, from: from ?? null, to: to ?? null }];
  });
}

/** The file of a message: one thing, though it has an id and a name. */
function isFile(path: string): boolean {
  return /^attachments\.\w+$/.test(path);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
