import { api } from '#lib/api/api.ts';
import type { Lead, Links, Order } from '#lib/api/types.ts';

/** Which leads and orders the client of the open chat is linked to, and which may be theirs. */
export class ChatLinks {
  links = $state.raw<Links | null>(null);
  state = $state<'none' | 'ready' | 'failed'>('none');
  /** What the last act met with. */
  problem = $state.raw<unknown>(null);
  isBusy = $state(false);
  #asked = 0;

  /** Only the answer to the last question counts. */
  load = async (number: number): Promise<void> => {
    const asked = (this.#asked += 1);
    const answer = await api.links.list(number).catch(() => null);
    if (asked !== this.#asked) return;
    this.links = answer ?? this.links;
    this.state = answer ? 'ready' : 'failed';
  };

  link = (number: number, lead: Lead) => this.#act(() => api.links.link(number, 'lead', lead.id));
  unlink = (number: number, lead: Lead) => this.#act(() => api.links.unlink(number, 'lead', lead.id));

  linkOrder = (number: number, order: Order) => this.#act(() => api.links.link(number, 'order', order.id));
  unlinkOrder = (number: number, order: Order) => this.#act(() => api.links.unlink(number, 'order', order.id));
  chooseMain = (number: number, order: Order) => this.#act(() => api.links.chooseMain(number, order.id));

  async #act(ask: () => Promise<Links>): Promise<void> {
    this.#asked += 1;
    this.isBusy = true;
    this.problem = null;
    try {
      this.links = await ask();
      this.state = 'ready';
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}
