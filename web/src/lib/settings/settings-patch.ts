/** Settings as plain JSON. The server decides what holds; this is what the page shows until it has answered. */
export type Json = Record<string, unknown>;

export interface Difference {
  /** `waitingMessage.minutes`, `templates.waiting.uk`. */
  path: string;
  from: unknown;
  to: unknown;
}

/**
 * A partial object laid over what was set before: objects are merged, lists and weeks replaced, `null` is a value of
 * its own.
 */
export function merge(below: Json, above: Json): Json {
  const merged: Json = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isObject(value) && isObject(under) && key !== 'week' ? merge(under, value) : value;
  }
  return merged;
}

/** What differs between two settings, leaf by leaf; lists, a day's hours and a file count as one. */
export function differences(before: Json, after: Json, prefix = ''): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const [path, from, to] = [prefix + key, before[key], after[key]];
    if (isObject(from) && isObject(to) && !isFile(path)) return differences(from, to, `${path}.`);
    return isSame(from, to) ? [] : [{ path, from: from ?? null, to: to ?? null }];
  });
}

/** In whatever order the keys stand: the database keeps its own. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, n) => isSame(item, b[n]));
  if (isObject(a) && isObject(b)) return differences(a, b).length === 0;
  return (a ?? null) === (b ?? null);
}

export function valueAt(settings: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), settings);
}

export function withValue(settings: Json, path: string, value: unknown): Json {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...settings, [key]: value };
  const inner = settings[key];
  return { ...settings, [key]: withValue(isObject(inner) ? inner : {}, rest.join('.'), value) };
}

/** Without what stands at the path, nor the objects that are left empty by it. */
export function without(settings: Json, path: string): Json {
  const [key = '', ...rest] = path.split('.');
  const { [key]: inner, ...others } = settings;
  if (rest.length === 0 || !isObject(inner)) return others;
  const left = without(inner, rest.join('.'));
  return Object.keys(left).length === 0 ? others : { ...settings, [key]: left };
}

export const isUnder = (path: string, above: string): boolean => path === above || path.startsWith(`${above}.`);

type Layers = { below: Json | null; published: Json; own: Json; patch: Json };

/** What would be in force with the draft. `below` is what a page's settings lie over; null for those of all pages. */
export function drafted({ below, published, own, patch }: Layers): Json {
  if (below) return merge(below, patch);
  // A language or a file that the draft has no more; other values of the installation are never given up here.
  const gone = inParts(differences(own, patch)).filter(({ path, to }) => to === null && isTakenAway(path));
  return merge(
    gone.reduce((left, { path }) => without(left, path), published),
    patch,
  );
}

/** What publishing the draft would change: values, and then what only becomes the page's own, or everybody's again. */
export function changesOf({ below, published, own, patch }: Layers): Difference[] {
  const values = inParts(differences(published, drafted({ below, published, own, patch })));
  // Unsaid is not the same as null, which for hours means "always open".
  const owned = (below === null ? [] : inParts(differences(own, patch)))
    .map(({ path }) => ({ path, from: valueAt(own, path), to: valueAt(patch, path) }))
    .filter(({ from, to }) => from === undefined || to === undefined);
  const isToldAlready = (path: string) =>
    values.some((change) => isUnder(change.path, path) || isUnder(path, change.path));
  return [...values, ...owned.filter(({ path }) => !isToldAlready(path))];
}

/**
 * Changes of whole groups as changes of their parts, for words are known for parts. Hours stay one thing, and so does a
 * file.
 */
export function inParts(changes: Difference[]): Difference[] {
  return changes.flatMap(({ path, from, to }) => {
    const isGroup = path !== 'workingHours' && !isFile(path) && (isObject(from) || isObject(to));
    if (!isGroup) return [{ path, from, to }];
    return inParts(differences(isObject(from) ? from : {}, isObject(to) ? to : {}, `${path}.`));
  });
}

/** Always open is left out of an answer; here it is said. */
export function withHours(settings: object): Json {
  return { workingHours: null, ...settings };
}

const isFile = (path: string): boolean => /^attachments\.\w+$/.test(path);

const isTakenAway = (path: string): boolean => path.startsWith('templates.') || isFile(path);

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
