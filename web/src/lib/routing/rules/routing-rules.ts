import type { Settings } from '#lib/api/types.ts';
import { isObject } from '#workflows/settings/layers.ts';

export type Rule = Settings['routing'][number];
export type When = Rule['when'];
export type Strategy = Rule['strategy'];
export type Step = Settings['escalation'][number];

/** The rules of a draft, which may hold anything: what is missing is filled in, what is no rule is left out. */
export function rulesIn(value: unknown): Rule[] {
  return objectsIn(value).map((rule) => ({
    ...newRule(textIn(rule['id']), textIn(rule['name'])),
    ...rule,
    when: whenIn(rule['when']),
    who: isObject(rule['who'])
      ? { teamIds: textsIn(rule['who']['teamIds']), employeeIds: textsIn(rule['who']['employeeIds']) }
      : { teamIds: [], employeeIds: [] },
  }));
}

export function stepsIn(value: unknown): Step[] {
  return objectsIn(value).map((step) => ({ ...newStep([]), ...step }));
}

export function newRule(id: string, name = ''): Rule {
  return {
    id,
    name,
    enabled: true,
    when: {},
    who: { teamIds: [], employeeIds: [] },
    strategy: 'active',
    priority: 0,
    capacity: null,
  };
}

/** The step that is added next: as patient as the last one. */
export function newStep(steps: Step[]): Step {
  const { minutes = 10, clock = 'wall' } = steps.at(-1) ?? {};
  return { minutes, clock, to: 'next', id: null };
}

/** Conditions that ask for nothing are left out, so that a rule put back as it was is no change. */
export function asked(when: When): When {
  const isAsked = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined);
  return Object.fromEntries(Object.entries(when).filter(([, value]) => isAsked(value)));
}

/** The list with the one at `from` put at `to`; as it was where either is no place in it. */
export function moved<Item>(items: Item[], from: number, to: number): Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length || from === to) return items;
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** The list in the order of these keys; what is not among them (it came meanwhile) stays behind. */
export function inOrderOf<Item>(items: Item[], keys: string[], keyOf: (item: Item, n: number) => string): Item[] {
  const place = new Map(keys.map((key, n) => [key, n]));
  const placed = items.map((item, n) => ({ item, at: place.get(keyOf(item, n)) ?? keys.length + n }));
  return placed.toSorted((a, b) => a.at - b.at).map(({ item }) => item);
}

/** The places of what stands in the other list just so and in the same order: of the longest such part. */
export function keptIn<Item>(items: Item[], others: Item[]): ReadonlySet<number> {
  const [mine, theirs] = [items, others].map((list) => list.map((item) => JSON.stringify(item)));
  const longest = lengthsOf(mine ?? [], theirs ?? []);
  const at = (n: number, k: number) => longest[n]?.[k] ?? 0;
  const kept = new Set<number>();
  for (let n = 0, k = 0; n < items.length && k < others.length;) {
    if (mine?.[n] === theirs?.[k]) {
      kept.add(n);
      n += 1;
      k += 1;
    } else if (at(n + 1, k) >= at(n, k + 1)) n += 1;
    else k += 1;
  }
  return kept;
}

/** How long the longest common part is from each pair of places on. */
function lengthsOf(mine: string[], theirs: string[]): number[][] {
  const lengths = Array.from({ length: mine.length + 1 }, () => Array<number>(theirs.length + 1).fill(0));
  for (let n = mine.length - 1; n >= 0; n -= 1) {
    const [row = [], below = []] = [lengths[n], lengths[n + 1]];
    for (let k = theirs.length - 1; k >= 0; k -= 1)
      row[k] = mine[n] === theirs[k] ? (below[k + 1] ?? 0) + 1 : Math.max(below[k] ?? 0, row[k + 1] ?? 0);
  }
  return lengths;
}

/** Ids as keys of rows: of two rules with one id, which is a fault, the later gets a key of its own. */
export function keysOf(rules: Rule[]): string[] {
  return rules.map(({ id }, n) => (rules.findIndex((other) => other.id === id) === n ? id : `${id}#${n}`));
}

function whenIn(value: unknown): When {
  if (!isObject(value)) return {};
  const lists = (['pageIds', 'locales', 'referrals', 'words', 'segments'] as const).map(
    (key) => [key, textsIn(value[key])] as const,
  );
  const { hours, returning } = value as Pick<When, 'hours' | 'returning'>;
  return asked({ ...Object.fromEntries(lists), hours: hours ?? null, returning: returning ?? null });
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
