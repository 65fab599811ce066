import { api } from '#lib/api/api.ts';
import type { Chat } from '#lib/api/types.ts';
import { justDeleted } from './just-deleted.svelte.ts';

const PAGE_SIZE = 25;

/** A page of the chats that were deleted, the last one first. */
export class Bin {
  readonly pageSize = PAGE_SIZE;
  items = $state.raw<Chat[]>([]);
  total = $state(0);
  days = $state(30);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  /** What putting one back met with. */
  problem = $state.raw<unknown>(null);
  #asking: symbol | null = null;

  /** Only the last question counts. */
  async load(page: number, q: string): Promise<void> {
    const asking = (this.#asking = Symbol('asking'));
    if (this.state === 'failed') this.state = 'loading';
    try {
      const { items, total, days } = await api.chats.deleted({ page, pageSize: PAGE_SIZE, q });
      if (asking !== this.#asking) return;
      [this.items, this.total, this.days] = [items, total, days];
      this.state = 'ready';
    } catch (error) {
      if (asking !== this.#asking) return;
      this.error = error;
      this.state = 'failed';
    }
  }

  async restore(chat: Chat): Promise<void> {
    this.problem = null;
    try {
      await justDeleted.restore(chat);
      this.items = this.items.filter(({ number }) => number !== chat.number);
      this.total -= 1;
    } catch (error) {
      this.problem = error;
    }
  }
}
