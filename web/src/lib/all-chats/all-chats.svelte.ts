import { api } from '#lib/api/api.ts';
import { serverNow } from '#lib/api/server-time.ts';
import type { Chat, ListedChat } from '#lib/api/types.ts';
import { type ListAddress, queryOf } from './address.ts';
import { comesToTop, type Top, topOf } from './fresh.ts';

/** One page of all chats that one may see, as the address asks for them. */
export class AllChats {
  items = $state.raw<ListedChat[]>([]);
  total = $state.raw({ count: 0, isExact: true });
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  /** What is shown is being asked for anew. */
  isAsking = $state(false);
  /** Chats that have come to the top since: they are shown when somebody asks, so that no row jumps. */
  fresh = $state.raw<ReadonlySet<number>>(new Set());
  #top: Top | null = null;
  #asking: AbortController | null = null;

  /** What was shown stays until the answer is here; only the last question counts. */
  load = async (address: ListAddress): Promise<void> => {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    if (this.state === 'failed') this.state = 'loading';
    this.isAsking = true;
    try {
      const list = await api.chats.list(queryOf(address), asking.signal);
      if (asking.signal.aborted) return;
      this.items = list.items;
      this.fresh = new Set();
      this.#top = topOf(address, list.items, serverNow());
      this.total = { count: list.total, isExact: list.totalIsExact };
      this.state = 'ready';
      this.error = null;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.error = error;
      this.state = 'failed';
    } finally {
      if (!asking.signal.aborted) this.isAsking = false;
    }
  };

  /** Something of a chat changed: its row tells it and stays where it is. */
  apply(chat: Chat) {
    if (chat.deleted) return this.#drop(chat.number);
    if (this.items.some(({ number }) => number === chat.number))
      this.items = this.items.map((shown) =>
        shown.number === chat.number && chat.version >= shown.version ? { ...chat, hit: shown.hit ?? null } : shown,
      );
    else if (this.#top && comesToTop(chat, this.#top)) this.fresh = new Set([...this.fresh, chat.number]);
  }

  /** It is in the bin: no row of it is left, and nobody waits for it to come to the top. */
  #drop(gone: number) {
    const items = this.items.filter(({ number }) => number !== gone);
    if (items.length < this.items.length) this.total = { ...this.total, count: Math.max(0, this.total.count - 1) };
    this.items = items;
    if (this.fresh.has(gone)) this.fresh = new Set([...this.fresh].filter((number) => number !== gone));
  }
}
