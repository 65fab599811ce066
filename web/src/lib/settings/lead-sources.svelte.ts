import { api } from '#lib/api/api.ts';
import type { Source } from '#lib/api/types.ts';

/** Sources that leads may have, by which settings name one: loaded once somebody looks at them. */
class LeadSources {
  all = $state.raw<Source[]>([]);
  #asked = false;

  load(): void {
    if (this.#asked) return;
    this.#asked = true;
    api.sources.list('lead').then(
      ({ items }) => (this.all = items),
      () => (this.#asked = false),
    );
  }

  nameOf(id: string): string | null {
    return this.all.find((one) => one.id === id)?.name ?? null;
  }
}

export const leadSources = new LeadSources();
