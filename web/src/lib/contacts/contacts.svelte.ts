import { api } from '#lib/api/api.ts';
import type { ContactQuery } from '#lib/api/contacts.ts';
import type { Contact } from '#lib/api/types.ts';

export const CONTACTS_ON_A_PAGE = 25;

/** What the address asks for: words, a manager, a segment, a page. */
export function queryOf(address: Pick<URLSearchParams, 'get'>): ContactQuery & { page: number } {
  const page = Number(address.get('page') ?? 1);
  return {
    q: address.get('q')?.trim() ?? '',
    managerId: address.get('manager') ?? '',
    segment: address.get('segment') ?? '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** One page of the contacts that were asked for. */
export class Contacts {
  items = $state.raw<Contact[]>([]);
  total = $state(0);
  /** False: at least so many, and nobody counted on. */
  isExact = $state(true);
  /** There is none at all, however one asks. */
  isEmpty = $state(false);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  #asking: AbortController | null = null;

  /** What was shown stays until the answer is here; only the last question counts. */
  load = async (query: ContactQuery): Promise<void> => {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    if (this.state === 'failed') this.state = 'loading';
    try {
      const list = await api.contacts.list({ ...query, pageSize: CONTACTS_ON_A_PAGE }, asking.signal);
      if (asking.signal.aborted) return;
      this.items = list.items;
      this.total = list.total;
      this.isExact = list.totalIsExact;
      this.isEmpty = list.total === 0 && !query.q && !query.managerId && !query.segment;
      this.state = 'ready';
      this.error = null;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.error = error;
      this.state = 'failed';
    }
  };
}
