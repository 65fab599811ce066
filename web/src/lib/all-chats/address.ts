import type { ChatQuery } from '#lib/api/chats.ts';
import type { ChatStatus } from '#lib/api/types.ts';

export const ALL_CHATS_PATH = '/activities/facebook';
export const SIZES = [10, 25, 50, 100] as const;
const SORTS = ['number', 'createdAt', 'lastContactAt'] as const;
export type Sort = (typeof SORTS)[number];

/** Everything that decides which rows stand there; the address says all of it, so that a copied link shows the same. */
export interface ListAddress {
  q: string;
  /** An employee's id, or `none`. */
  operator: string;
  status: ChatStatus | '';
  /** A page of Facebook. */
  page: string;
  /** Days of the last contact, both of them within: 2026-11-27. */
  from: string;
  to: string;
  sort: Sort;
  order: 'asc' | 'desc';
  size: number;
  part: number;
}

const STATUSES: ReadonlySet<string> = new Set(['new', 'answered', 'in_progress', 'finished'] satisfies ChatStatus[]);
const START: ListAddress = {
  q: '',
  operator: '',
  status: '',
  page: '',
  from: '',
  to: '',
  sort: 'lastContactAt',
  order: 'desc',
  size: 25,
  part: 1,
};

/** What an address asks for; words that mean nothing are as if they were not there. */
export function readAddress(words: Pick<URLSearchParams, 'get'>): ListAddress {
  const word = (name: keyof ListAddress) => words.get(name)?.trim() ?? '';
  const part = Number(word('part'));
  return {
    q: word('q'),
    operator: word('operator'),
    status: STATUSES.has(word('status')) ? (word('status') as ChatStatus) : '',
    page: word('page'),
    from: dayIn(word('from')),
    to: dayIn(word('to')),
    sort: SORTS.find((sort) => sort === word('sort')) ?? START.sort,
    order: word('order') === 'asc' ? 'asc' : START.order,
    size: SIZES.find((size) => size === Number(word('size'))) ?? START.size,
    part: Number.isInteger(part) && part > 0 ? part : 1,
  };
}

/** The address with what is changed; what goes without saying is not said, and what else stands in it stays. */
export function writeAddress(
  words: Iterable<[string, string]> & Pick<URLSearchParams, 'get'>,
  change: Partial<ListAddress>,
): string {
  const next = new URLSearchParams([...words]);
  for (const [name, value] of Object.entries({ ...readAddress(words), ...change }))
    if (value === START[name as keyof ListAddress]) next.delete(name);
    else next.set(name, String(value));
  return `${ALL_CHATS_PATH}${next.size > 0 ? `?${next}` : ''}`;
}

/** Rows are left out by it. */
export function isNarrowed({ q, operator, status, page, from, to }: ListAddress): boolean {
  return [q, operator, status, page, from, to].some((word) => word !== '');
}

/** The same as the server is asked. Days begin and end by the reader's clock. */
export function queryOf(address: ListAddress): ChatQuery {
  const { q, operator, status, page, from, to, sort, order, size, part } = address;
  return {
    q,
    operatorId: operator,
    status,
    pageId: page,
    from: from === '' ? '' : startOf(from, 0).toISOString(),
    to: to === '' ? '' : new Date(startOf(to, 1).getTime() - 1).toISOString(),
    sort,
    order,
    pageSize: size,
    page: part,
  };
}

/** Which chats that are, in no order and on no page; only what narrows them. */
export function filterOf(address: ListAddress) {
  const { sort: _sort, order: _order, page: _part, pageSize: _size, ...rest } = queryOf(address);
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
}

function dayIn(word: string): string {
  const [year, month, day] = word.split('-').map(Number);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(word) || !year || !month || !day) return '';
  const there = new Date(Date.UTC(year, month - 1, day));
  return there.getUTCMonth() === month - 1 && there.getUTCDate() === day ? word : '';
}

/** Midnight by the reader's clock, so many days after that one. */
function startOf(day: string, later: number): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later);
}
