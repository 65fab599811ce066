import { api } from '#lib/api/api.ts';
import type { Links, RecordKind } from '#lib/api/types.ts';
import type { LiveListener } from '#lib/live/live.svelte.ts';

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

  link = (number: number, kind: RecordKind, id: string) => this.#act(() => api.links.link(number, kind, id));
  unlink = (number: number, kind: RecordKind, id: string) => this.#act(() => api.links.unlink(number, kind, id));
  chooseMain = (number: number, kind: RecordKind, id: string) =>
    this.#act(() => api.links.chooseMain(number, kind, id));
  askAgain = (number: number, id: string) => this.#act(() => api.outside.again(number, id));
  withdraw = (number: number, id: string) => this.#act(() => api.outside.withdraw(number, id));

  /** What of the live stream is about these: others link, too, and the company's other CRM answers when it does. */
  following = (number: number): LiveListener => ({
    links: (of) => void (of === number && !this.isBusy && this.load(number)),
    record: (id) => void (this.#shows(id) && !this.isBusy && this.load(number)),
    opened: () => void (this.state !== 'none' && this.load(number)),
    reload: () => void this.load(number),
  });

  #shows(id: string): boolean {
    const { leads = [], orders = [] } = this.links ?? {};
    return leads.some(({ lead }) => lead.id === id) || orders.some(({ order }) => order.id === id);
  }

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
