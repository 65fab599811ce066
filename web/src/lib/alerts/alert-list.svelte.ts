import { api } from '#lib/api/api.ts';
import type { Alert } from '#lib/api/types.ts';

/** What happened to a person lately, and what of it they have read. */
export class AlertList {
  items = $state.raw<readonly Alert[]>([]);
  readonly unread = $derived(this.items.filter(({ isNew }) => isNew).length);

  readonly #reload: () => Promise<void>;
  /** What was read here: an answer may have been asked for before. */
  #readUntil = '';
  readonly #readEach = new Map<string, string>();
  /** The chat that is looked at: what is told of it is read. */
  #lookedAt: number | null = null;
  /** What could not be kept is not tried again by itself. */
  readonly #unkept = new Set<string>();

  /** `reload` asks the server, which then gives what it knows by `take`. */
  constructor(reload: () => Promise<void>) {
    this.#reload = reload;
  }

  take(items: readonly Alert[]) {
    this.items = items.map((item) => ({
      ...item,
      isNew: item.isNew && item.at > this.#readUntil && item.at > (this.#readEach.get(item.id) ?? ''),
    }));
    this.#readLookedAt();
  }

  /** Another person comes. */
  clear() {
    this.items = [];
    this.#readUntil = '';
    this.#readEach.clear();
    this.#unkept.clear();
  }

  /** A chat is opened, wherever from, and looked at; null: none is any more. */
  look(number: number | null) {
    this.#lookedAt = number;
    this.#unkept.clear();
    this.#readLookedAt();
  }

  /** All that is listed now. */
  async markAllRead(): Promise<void> {
    const until = this.items[0]?.at;
    if (this.unread === 0 || until === undefined) return;
    const before = this.#readUntil;
    this.#readUntil = until;
    this.take(this.items);
    if (await isKept(api.alerts.markRead(until))) return;
    // What the server did not keep is new again.
    this.#readUntil = before;
    await this.#reload();
  }

  async markOneRead({ id, at, isNew }: Alert): Promise<void> {
    if (!isNew) return;
    this.#readEach.set(id, at);
    this.take(this.items);
    if (await isKept(api.alerts.markOneRead(id, at))) return;
    this.#readEach.delete(id);
    this.#unkept.add(id);
    await this.#reload();
  }

  #readLookedAt() {
    const one = this.items.find(({ id, chatNumber, isNew }) => {
      return isNew && chatNumber === this.#lookedAt && !this.#unkept.has(id);
    });
    // Marked, it is not found any more, and the next one is.
    if (one) void this.markOneRead(one);
  }
}

async function isKept(told: Promise<unknown>): Promise<boolean> {
  return told.then(
    () => true,
    () => false,
  );
}
