import type { Item } from './delivery.ts';

type Lane = { items: Item[]; busy: boolean };

/** Queues of which each keeps its order: a lane's next item leaves only when the one before it has arrived. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  push(item: Item): void {
    const lane = this.#lanes.get(item.lane) ?? { items: [], busy: false };
    lane.items.push(item);
    this.#lanes.set(item.lane, lane);
  }

  /** What may leave now, up to `size` items, oldest lane first. Their lanes are busy until `release`. */
  take(size: number, at: number): Item[] {
    const taken: Item[] = [];
    for (const lane of this.#lanes.values()) {
      if (taken.length >= size) break;
      if (lane.busy) continue;
      const due = lane.items.findIndex((item) => item.notBefore > at);
      const count = Math.min(due === -1 ? lane.items.length : due, size - taken.length);
      if (count === 0) continue;
      taken.push(...lane.items.slice(0, count));
      lane.busy = true;
    }
    return taken;
  }

  release(items: Item[]): void {
    for (const item of items) {
      const lane = this.#lanes.get(item.lane);
      if (!lane) continue;
      lane.busy = false;
      lane.items = lane.items.filter((waiting) => waiting !== item);
      if (lane.items.length === 0) this.#lanes.delete(item.lane);
    }
  }

  /** Takes out what waits for a page, in flight or not. */
  removePage(page: string): Item[] {
    const removed = this.all().filter(({ delivery }) => delivery.page === page);
    this.release(removed);
    return removed;
  }

  /** When the next free lane's head is due; null when nothing waits for a time. */
  nextDue(): number | null {
    const heads = [...this.#lanes.values()]
      .filter(({ busy }) => !busy)
      .map(({ items }) => items[0]?.notBefore ?? Infinity);
    return heads.length === 0 ? null : Math.min(...heads);
  }

  all(): Item[] {
    return [...this.#lanes.values()].flatMap(({ items }) => items);
  }
}
