import type { ChatStatus } from '#lib/api/types.ts';

/** What of the inbox is shown; null and empty: all. */
export type Filters = { pageId: string | null; status: ChatStatus | null; search: string };

const STATUSES: ReadonlySet<string> = new Set(['new', 'in_progress', 'answered', 'finished'] satisfies ChatStatus[]);

/** What an address says of it; words that are no status are none. */
export function filtersIn({ searchParams }: { searchParams: Pick<URLSearchParams, 'get'> }): Filters {
  const status = searchParams.get('status') ?? '';
  return {
    pageId: searchParams.get('page') || null,
    status: STATUSES.has(status) ? (status as ChatStatus) : null,
    search: searchParams.get('q') ?? '',
  };
}

/** The same address with these. */
export function withFilters(url: URL, { pageId, status, search }: Filters): URL {
  const address = new URL(url);
  const words = { page: pageId ?? '', status: status ?? '', q: search.trim() };
  for (const [name, word] of Object.entries(words))
    if (word === '') address.searchParams.delete(name);
    else address.searchParams.set(name, word);
  return address;
}
