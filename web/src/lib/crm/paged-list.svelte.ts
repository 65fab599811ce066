import type { CountedList } from '#lib/api/types.ts';

/** One page of a long list that is asked for by its address. */
export class PagedList<Item, Query> {
  items = $state.raw<Item[]>([]);
  total = $state(0);
  /** False: there are more than `total`, and nobody counted on. */
  isExact = $state(true);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  #asking: AbortController | null = null;
  readonly #ask: (query: Query, signal: AbortSignal) => Promise<CountedList<Item>>;

  constructor(ask: (query: Query, signal: AbortSignal) => Promise<CountedList<Item>>) {
    this.#ask = ask;
  }

  /** What was shown stays until the answer is here; only the last question counts. */
  load = async (query: Query): Promise<void> => {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    if (this.state === 'failed') this.state = 'loading';
    try {
      const list = await this.#ask(query, asking.signal);
      if (asking.signal.aborted) return;
      this.items = list.items;
      this.total = list.total;
      this.isExact = list.totalIsExact;
      this.state = 'ready';
      this.error = null;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.error = error;
      this.state = 'failed';
    }
  };
}
