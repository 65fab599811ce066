import type { FoundClient } from './find-clients.ts';
import type { Hit } from './hit.ts';

/** A whole phone first, then whose e-mail or name begins so, names, parts of phones and e-mails, contacts. */
const RANKS: ((client: FoundClient) => boolean)[] = [
  ({ kind, isBeginning }) => kind === 'phone' && isBeginning,
  ({ kind, isBeginning }) => kind === 'email' && isBeginning,
  ({ kind, isBeginning }) => kind === 'name' && isBeginning,
  ({ kind }) => kind === 'name',
  ({ kind }) => kind === 'phone' || kind === 'email',
  ({ kind }) => kind === 'contact',
];

/** From here on names come; before them who is meant beyond doubt. */
export const NAMES = 2;

export type RankedClient = FoundClient & { rank: number };

/** Each client once, by what they are found by best. */
export function byRank(found: FoundClient[]): RankedClient[] {
  const best = new Map<string, RankedClient>();
  for (const client of found) {
    const rank = RANKS.findIndex((isOf) => isOf(client));
    const known = best.get(client.clientId);
    if (!known || rank < known.rank) best.set(client.clientId, { ...client, rank });
  }
  return [...best.values()];
}

/**
 * As many as are told, in their order: of each kind at most a third, as long as there is something else. A chat is told
 * once by what names it, and once more where the words were said.
 */
export function balanced(hits: Hit[], limit: number): Hit[] {
  const once = unique(hits);
  const third = Math.ceil(limit / 3);
  const of = new Map<Hit['kind'], number>();
  const first = once.filter(({ kind }) => {
    const n = (of.get(kind) ?? 0) + 1;
    of.set(kind, n);
    return n <= third;
  });
  const told = new Set(first.slice(0, limit));
  for (const hit of once) if (told.size < limit) told.add(hit);
  return once.filter((hit) => told.has(hit));
}

function unique(hits: Hit[]): Hit[] {
  const known = new Set<string>();
  return hits.filter(({ number, messageId, kind }) => {
    const key = `${messageId === null ? 'chat' : kind} ${number}`;
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}
