import type { Chat } from '#lib/api/types.ts';

/** The newer of two pictures of one chat: changes may overtake answers on their way here. */
export function newerChat(known: Chat | undefined, arrived: Chat): Chat {
  return known && known.version > arrived.version ? known : arrived;
}

/** What a chat decided has its place among the chat's decisions; of one moment the cause comes first. */
type Placed = { id: string; at: string; seq?: number; n?: number };

/** Puts arrived items among the known ones, each once, in the order of time. Ids in `keep` stay as they are known. */
export function mergeById<Item extends Placed>(
  known: readonly Item[],
  arrived: readonly Item[],
  keep?: ReadonlySet<string>,
): Item[] {
  const byId = new Map(known.map((item) => [item.id, item]));
  for (const item of arrived) if (!(keep?.has(item.id) && byId.has(item.id))) byId.set(item.id, item);
  return [...byId.values()].toSorted(byTime);
}

export function byTime(a: Placed, b: Placed): number {
  const { seq = 0, n = 0 } = b;
  const byPlace = (a.seq ?? 0) - seq || (a.n ?? 0) - n;
  return a.at.localeCompare(b.at) || byPlace || a.id.localeCompare(b.id, 'en', { numeric: true });
}
