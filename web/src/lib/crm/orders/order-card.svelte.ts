import { api } from '#lib/api/api.ts';
import { isGone } from '#lib/api/error.ts';
import type { ChatOfLead, Company, Document, Order, RecordChange } from '#lib/api/types.ts';

/** More are found in the list of documents. */
const DOCUMENTS = 100;

/** An order by itself, with what belongs to it. */
export class OpenOrder {
  order = $state.raw<Order | null>(null);
  chats = $state.raw<ChatOfLead[]>([]);
  documents = $state.raw<Document[]>([]);
  history = $state.raw<RecordChange[]>([]);
  companies = $state.raw<Company[]>([]);
  state = $state<'loading' | 'ready' | 'gone' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  #asked = 0;

  load = async (id: string): Promise<void> => {
    const asked = (this.#asked += 1);
    if (this.order?.id !== id) this.order = null;
    try {
      const [order, chats, documents, history, companies] = await Promise.all([
        api.orders.get(id),
        api.orders.chats(id),
        api.documents.list({ orderId: id, pageSize: DOCUMENTS }),
        api.orders.history(id),
        api.companies.list(),
      ]);
      if (asked !== this.#asked) return;
      this.order = order;
      this.chats = chats.items;
      this.documents = documents.items;
      this.history = history.items;
      this.companies = companies.items.filter(({ archived }) => !archived);
      this.state = 'ready';
    } catch (error) {
      if (asked !== this.#asked) return;
      this.error = error;
      this.state = isGone(error) ? 'gone' : 'failed';
    }
  };
}
