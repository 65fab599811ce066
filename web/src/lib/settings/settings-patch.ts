import { type Difference, differences, isFile, isObject, type Json, merge } from '#workflows/settings/layers.ts';

/** The server decides what holds; this is what the page shows until it has answered. */

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

const isTakenAway = (path: string): boolean => path.startsWith('templates.') || isFile(path);
