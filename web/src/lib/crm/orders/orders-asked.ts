import { SIZES } from '#lib/all-chats/address.ts';
import type { OrderQuery } from '#lib/api/records.ts';

const DEFAULT_SIZE = 25;
const SORTS = ['', 'total', 'updatedAt'] as const;

/** What the address asks for. */
export type OrdersAsked = {
  q: string;
  statusId: string;
  sourceId: string;
  ownerId: string;
  archived: '' | 'true';
  sort: (typeof SORTS)[number];
  page: number;
  pageSize: number;
};

export function ordersAsked(address: Pick<URLSearchParams, 'get'>): OrdersAsked {
  const page = Number(address.get('page') ?? 1);
  const pageSize = Number(address.get('size'));
  return {
    q: address.get('q')?.trim() ?? '',
    statusId: address.get('status') ?? '',
    sourceId: address.get('source') ?? '',
    ownerId: address.get('owner') ?? '',
    archived: address.get('archived') === 'true' ? 'true' : '',
    sort: SORTS.find((one) => one === address.get('sort')) ?? '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
    pageSize: SIZES.find((one) => one === pageSize) ?? DEFAULT_SIZE,
  };
}

/** What is left out narrows nothing. */
export function queryOf({ archived, sort, ...asked }: OrdersAsked): OrderQuery {
  return { ...asked, ...(archived && { archived }), ...(sort && { sort }) };
}

/** Whether less than all of them are asked for. */
export function isNarrowed({ q, statusId, sourceId, ownerId, archived }: OrdersAsked): boolean {
  return [q, statusId, sourceId, ownerId, archived].some((words) => words !== '');
}
