import { api } from '#lib/api/api.ts';
import type { Source } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

/** Sources of orders, which settings name by their ids: asked for once somebody wants to know. */
class SourceNames {
  all = $state.raw<Source[]>([]);
  #asked = false;

  /** What it is called; until that is known, that one was chosen. */
  of = (id: string): string => {
    void this.load();
    return this.all.find((source) => source.id === id)?.name ?? m.order_source_chosen();
  };

  /** Words stand without them, too. */
  load = async (): Promise<void> => {
    if (this.#asked) return;
    this.#asked = true;
    const list = await api.sources.list('order').catch(() => null);
    this.#asked = list !== null;
    this.all = list?.items ?? [];
  };
}

export const sourceNames = new SourceNames();
