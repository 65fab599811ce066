import { SvelteSet } from 'svelte/reactivity';
import type { Message } from '#lib/api/types.ts';

/** What the client wrote below what one has read so far: it is counted at the way to the end. */
export class Unseen {
  readonly #ids = new SvelteSet<string>();
  readonly #told = new Set<string>();
  /** Not loaded yet. */
  #beyond = $state(0);

  get count(): number {
    return this.#ids.size + this.#beyond;
  }

  /** A chat was opened, where `unread` messages wait. */
  open(messages: readonly Message[], firstId: string | null, unread: number) {
    const from = messages.findIndex(({ id }) => id === firstId);
    if (from < 0) return;
    this.#beyond = unread;
    this.take(messages.slice(from));
  }

  /** Some of what was beyond came. */
  take(messages: readonly Message[]) {
    for (const { id, direction } of messages) {
      if (direction !== 'in' || this.#beyond === 0 || this.#told.has(id)) continue;
      this.#beyond -= 1;
      this.add(id);
    }
  }

  add(id: string) {
    this.#told.add(id);
    this.#ids.add(id);
  }

  /** They were in sight, or above it. */
  see(ids: Iterable<string>) {
    for (const id of ids) this.#ids.delete(id);
  }

  clear() {
    this.#ids.clear();
    this.#beyond = 0;
  }
}
