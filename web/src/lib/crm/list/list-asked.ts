import { SIZES } from '#lib/all-chats/address.ts';

/** How a list stands in its address: its order, its page, and how many stand on one. */
export interface ListAsked<Sort extends string = string> {
  sort: Sort;
  order: 'asc' | 'desc';
  page: number;
  pageSize: number;
}

const DEFAULT_SIZE = 25;
/** Names go from А to Я; what is newer or larger comes first. */
const BY_WORDS: ReadonlySet<string> = new Set(['name', 'manager', 'status', 'source', 'owner']);
export const usualOrder = (sort: string): 'asc' | 'desc' => (BY_WORDS.has(sort) ? 'asc' : 'desc');

/** Words that mean nothing are as if they were not there; the first of the sorts is the usual one. */
export function listAsked<Sort extends string>(
  address: Pick<URLSearchParams, 'get'>,
  [usual, ...others]: readonly [Sort, ...Sort[]],
): ListAsked<Sort> {
  const page = Number(address.get('page') ?? 1);
  const pageSize = Number(address.get('size'));
  const sort = others.find((one) => one === address.get('sort')) ?? usual;
  const order = address.get('order');
  return {
    sort,
    order: order === 'asc' || order === 'desc' ? order : usualOrder(sort),
    page: Number.isInteger(page) && page > 0 ? page : 1,
    pageSize: SIZES.find((one) => one === pageSize) ?? DEFAULT_SIZE,
  };
}

/** The other way round where it is the order already. What goes without saying is not said. */
export function turned({ sort, order }: ListAsked, by: string, usual: string): { sort: string; order: string } {
  const next = sort === by ? (order === 'asc' ? 'desc' : 'asc') : usualOrder(by);
  return { sort: by === usual ? '' : by, order: next === usualOrder(by) ? '' : next };
}

const OF_PAGE: ReadonlySet<string> = new Set(['sort', 'order', 'page', 'pageSize'] satisfies (keyof ListAsked)[]);

/** What narrows a list, without its order and its page. */
export function filterIn(query: object): Record<string, unknown> {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value !== undefined);
  return Object.fromEntries(given.filter(([name]) => !OF_PAGE.has(name)));
}
