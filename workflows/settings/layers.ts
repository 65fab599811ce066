import { own } from './own.ts';

/** Settings laid over one another, and what differs between two of them. Plain JSON; the desk uses it, too. */

export type Json = Record<string, unknown>;

export interface Difference {
  /** `waitingMessage.minutes`, `templates.waiting.uk`. */
  path: string;
  from: unknown;
  to: unknown;
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

/** What differs between two settings, leaf by leaf; lists, a day's hours and a file count as one. */
export function differences(before: object, after: object, prefix = ''): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const path = prefix + key;
    const [from, to] = [(before as Json)[key], (after as Json)[key]];
    if (isObject(from) && isObject(to) && !isFile(path)) return differences(from, to, `${path}.`);
    const isUnchanged = isSame(from, to) || (LISTED.test(path) && isSame(from ?? [], to ?? []));
    return isUnchanged ? [] : [{ path, from: from ?? null, to: to ?? null }];
  });
}

/** Of hours: a day that is left out of the week is a day off, and exceptions that are left out are none. */
const LISTED = /(^|\.)(week\.[a-z]{3}|exceptions)$/;

/** In whatever order the keys stand: the database keeps its own. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, n) => isSame(item, b[n]));
  if (isObject(a) && isObject(b)) return differences(a, b).length === 0;
  return (a ?? null) === (b ?? null);
}

/** The file of a message: one thing, though it has an id and a name. */
export function isFile(path: string): boolean {
  return /^attachments\.\w+$/.test(path);
}

/** An object of JSON, no list. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
