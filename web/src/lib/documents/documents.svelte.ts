import { api } from '#lib/api/api.ts';
import type { DocumentQuery } from '#lib/api/documents.ts';
import type { Document } from '#lib/api/types.ts';
import { KINDS, STATES } from './document-words.ts';

export const DOCUMENTS_ON_A_PAGE = 25;

/** What the address asks for: words, a kind, a state, a page. */
export function queryOf(address: Pick<URLSearchParams, 'get'>): DocumentQuery & { page: number } {
  const page = Number(address.get('page') ?? 1);
  const kind = KINDS.find((one) => one === address.get('kind'));
  const state = STATES.find((one) => one === address.get('state'));
  return {
    q: address.get('q')?.trim() ?? '',
    ...(kind && { kind }),
    ...(state && { state }),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** One page of the documents that were asked for. */
export class Documents {
  items = $state.raw<Document[]>([]);
  total = $state(0);
  /** False: at least so many, and nobody counted on. */
  isExact = $state(true);
  /** There is none at all, however one asks. */
  isEmpty = $state(false);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  #asking: AbortController | null = null;

  /** What was shown stays until the answer is here; only the last question counts. */
  load = async (query: DocumentQuery): Promise<void> => {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    if (this.state === 'failed') this.state = 'loading';
    try {
      const list = await api.documents.list({ ...query, pageSize: DOCUMENTS_ON_A_PAGE }, asking.signal);
      if (asking.signal.aborted) return;
      this.items = list.items;
      this.total = list.total;
      this.isExact = list.totalIsExact;
      this.isEmpty = list.total === 0 && !query.q && !query.kind && !query.state;
      this.state = 'ready';
    } catch (error) {
      if (asking.signal.aborted) return;
      this.error = error;
      this.state = 'failed';
    }
  };
}
