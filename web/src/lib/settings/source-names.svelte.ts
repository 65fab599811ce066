import { api } from '#lib/api/api.ts';
import type { Source } from '#lib/api/types.ts';

/** Sources of leads, or of orders, which settings name by their ids: asked for once somebody wants to know. */
class SourceNames {
  readonly kind: Source['kind'];
  all = $state.raw<Source[]>([]);
  #asked = false;

  constructor(kind: Source['kind']) {
    this.kind = kind;
  }

  /** What it is called; null until that is known. */
  nameOf(id: string): string | null {
    void this.load();
    return this.all.find((source) => source.id === id)?.name ?? null;
  }

  /** The ones to choose from: those in use, and the one that is chosen. */
  choices(chosen: string): { value: string; name: string }[] {
    const open = this.all.filter(({ archived, id }) => !archived || id === chosen);
    return open.map(({ id, name }) => ({ value: id, name }));
  }

  /** Words stand without them, too. */
  async load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const list = await api.sources.list(this.kind).catch(() => null);
    this.#asked = list !== null;
    this.all = list?.items ?? [];
  }
}

export const leadSources = new SourceNames('lead');
export const orderSources = new SourceNames('order');
