import { api } from '#lib/api/api.ts';
import type { DocumentQuery } from '#lib/api/documents.ts';
import type { Document } from '#lib/api/types.ts';

/** Documents that may be sent into a chat. */
export class ChatDocuments {
  items = $state.raw<Document[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  /** What became of those that were sent from here. */
  sent = $state.raw<Record<string, string>>({});
  problem = $state.raw<unknown>(null);
  isBusy = $state(false);
  #asking: AbortController | null = null;

  /** Only the answer to the last question counts. */
  load = async (query: DocumentQuery): Promise<void> => {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    this.state = 'loading';
    const list = await api.documents.list(query, asking.signal).catch(() => null);
    if (asking.signal.aborted) return;
    this.items = list?.items ?? [];
    this.state = list ? 'ready' : 'failed';
  };

  /** One of them is another one now: how far it is on its way, paid, cancelled. */
  look = async (id: string): Promise<void> => {
    if (!this.items.some((one) => one.id === id)) return;
    const now = await api.documents.get(id).catch(() => null);
    if (!now) return;
    this.items = this.items.map((one) => (one.id === id ? now : one));
    if (this.sent[id] !== undefined && now.sending) this.sent = { ...this.sent, [id]: now.sending.state };
  };

  /** As `send`; whoever asks hears what it was refused for. */
  pass = (id: string, how: { chatNumber: number; paymentButton: boolean }) => api.documents.send(id, how);

  send = async (id: string, chatNumber: number): Promise<void> => {
    this.isBusy = true;
    this.problem = null;
    try {
      const { sending } = await api.documents.send(id, { chatNumber });
      this.sent = { ...this.sent, [id]: sending?.state ?? '' };
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  };
}
