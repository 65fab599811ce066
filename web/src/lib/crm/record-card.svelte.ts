import { api } from '#lib/api/api.ts';
import { isGone } from '#lib/api/error.ts';
import type { ChatOfLead, Company, Document, Lead, Order, RecordChange } from '#lib/api/types.ts';
import type { LiveListener } from '#lib/live/live.svelte.ts';

/** How one of a kind is asked for, and what belongs to it alone. */
interface Ways<T, More> {
  get: (which: string) => Promise<T>;
  chats: (id: string) => Promise<{ items: ChatOfLead[] }>;
  history: (id: string) => Promise<{ items: RecordChange[] }>;
  more: (id: string) => Promise<More>;
  /** Whether a document is among that. */
  holds?: (more: More, documentId: string) => boolean;
}

/** A lead or an order by itself, with its chats, what of it was changed, and what else belongs to it. */
export class OpenRecord<T extends Lead | Order, More> {
  record = $state.raw<T | null>(null);
  chats = $state.raw<ChatOfLead[]>([]);
  history = $state.raw<RecordChange[]>([]);
  more = $state.raw<More | null>(null);
  state = $state<'loading' | 'ready' | 'gone' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  #which = '';
  #asked = 0;
  readonly #ways: Ways<T, More>;

  constructor(ways: Ways<T, More>) {
    this.#ways = ways;
  }

  /** By its id, or its number as people tell it; only the answer to the last question counts. */
  load = async (which: string): Promise<void> => {
    const asked = (this.#asked += 1);
    this.#which = which;
    if (this.record && ![this.record.id, String(this.record.number)].includes(which)) this.record = null;
    try {
      const { get, chats, history, more } = this.#ways;
      const record = await get(which);
      const [its, changes, rest] = await Promise.all([chats(record.id), history(record.id), more(record.id)]);
      if (asked !== this.#asked) return;
      [this.record, this.chats, this.history, this.more] = [record, its.items, changes.items, rest];
      this.state = 'ready';
    } catch (error) {
      if (asked !== this.#asked) return;
      // What stands on the screen stays there while the API is away for a moment.
      if (this.record && !isGone(error)) return;
      this.error = error;
      this.state = isGone(error) ? 'gone' : 'failed';
    }
  };

  /** What of the live stream is about it: others change it, link chats to it, and issue its documents. */
  readonly following: LiveListener = {
    record: (id) => void (id === this.record?.id && this.#again()),
    chat: ({ number, status }) => {
      if (this.chats.some((one) => one.number === number && one.status !== status)) this.#again();
    },
    document: (id) => void (this.more !== null && this.#ways.holds?.(this.more, id) && this.#again()),
    opened: () => void (this.record && this.#again()),
    reload: () => this.#again(),
  };

  #again() {
    void this.load(this.#which);
  }
}

export const openLead = () => new OpenRecord<Lead, null>({ ...api.leads, more: async () => null });

interface OfOrder {
  documents: Document[];
  companies: Company[];
}
/** More are found in the list of documents. */
const DOCUMENTS = 100;

export const openOrder = () =>
  new OpenRecord<Order, OfOrder>({
    ...api.orders,
    holds: ({ documents }, documentId) => documents.some(({ id }) => id === documentId),
    more: async (orderId) => {
      const [documents, companies] = await Promise.all([
        api.documents.list({ orderId, pageSize: DOCUMENTS }),
        api.companies.list(),
      ]);
      return { documents: documents.items, companies: companies.items.filter(({ archived }) => !archived) };
    },
  });
