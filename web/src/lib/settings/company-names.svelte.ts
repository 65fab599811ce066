import { api } from '#lib/api/api.ts';
import type { Company } from '#lib/api/types.ts';

/** Own companies, which settings name by their ids: asked for once somebody wants to know. */
class CompanyNames {
  all = $state.raw<Company[]>([]);
  #asked = false;

  /** What it is called; null until that is known. */
  nameOf(id: string): string | null {
    void this.load();
    return this.all.find((company) => company.id === id)?.name ?? null;
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
    const list = await api.companies.list().catch(() => null);
    this.#asked = list !== null;
    this.all = list?.items ?? [];
  }
}

export const ownCompanies = new CompanyNames();
