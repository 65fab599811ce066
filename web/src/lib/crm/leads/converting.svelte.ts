import { api } from '#lib/api/api.ts';
import type { ConversionBody } from '#lib/api/records.ts';
import type { Lead, LeadConversion } from '#lib/api/types.ts';

/** What becomes of a lead: whose it may be, what it was made, and both ways. */
export class Converting {
  found = $state.raw<LeadConversion | null>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  /** A contact's id, or null for a new one; undefined: nobody has chosen. */
  chosen = $state<string | null | undefined>(undefined);
  withOrder = $state(true);
  isBusy = $state(false);
  problem = $state.raw<unknown>(null);
  readonly #lead: Lead;

  constructor(lead: Lead) {
    this.#lead = lead;
    this.chosen = lead.contact?.id;
    void this.load();
  }

  /** Where nobody may be it, it is a new one. */
  load = async (): Promise<void> => {
    this.state = 'loading';
    const found = await api.leads.conversion(this.#lead.id).catch(() => null);
    this.found = found;
    this.state = found ? 'ready' : 'failed';
    if (this.chosen === undefined && found?.candidates.length === 0) this.chosen = null;
  };

  convert = (): Promise<Lead | null> => {
    const { id, name } = this.#lead;
    const whose: ConversionBody = this.chosen ? { contactId: this.chosen } : { contact: { name } };
    return this.#act(() => api.leads.convert(id, { ...whose, ...(!this.withOrder && { order: null }) }));
  };

  undo = (): Promise<Lead | null> => this.#act(async () => (await api.leads.unconvert(this.#lead.id)).lead);

  /** What it is by then; null where it was refused. */
  async #act(act: () => Promise<Lead>): Promise<Lead | null> {
    this.isBusy = true;
    this.problem = null;
    try {
      return await act();
    } catch (error) {
      this.problem = error;
      return null;
    } finally {
      this.isBusy = false;
    }
  }
}
