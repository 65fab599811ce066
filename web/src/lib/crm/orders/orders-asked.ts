import type { OrderQuery } from '#lib/api/records.ts';
import { type ListAsked, listAsked } from '#lib/crm/list/list-asked.ts';

/** By what the list may be ordered; the first one goes without saying. */
const SORTS = ['number', 'total', 'createdAt', 'updatedAt', 'status', 'source', 'owner'] as const;

/** What the address asks for. */
export interface OrdersAsked extends ListAsked<(typeof SORTS)[number]> {
  q: string;
  statusId: string;
  sourceId: string;
  ownerId: string;
  archived: '' | 'true';
}

export function ordersAsked(address: Pick<URLSearchParams, 'get'>): OrdersAsked {
  return {
    q: address.get('q')?.trim() ?? '',
    statusId: address.get('status') ?? '',
    sourceId: address.get('source') ?? '',
    ownerId: address.get('owner') ?? '',
    archived: address.get('archived') === 'true' ? 'true' : '',
    ...listAsked(address, SORTS),
  };
}

/** What is left out narrows nothing. */
export function queryOf({ archived, ...asked }: OrdersAsked): OrderQuery {
  return { ...asked, ...(archived && { archived }) };
}

/** Whether less than all of them are asked for. */
export function isNarrowed({ q, statusId, sourceId, ownerId, archived }: OrdersAsked): boolean {
  return [q, statusId, sourceId, ownerId, archived].some((words) => words !== '');
}
