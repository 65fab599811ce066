import type { LeadQuery } from '#lib/api/records.ts';
import { type ListAsked, listAsked } from '#lib/crm/list/list-asked.ts';

/** By what the list may be ordered; the first one goes without saying. */
const SORTS = ['number', 'amount', 'createdAt', 'updatedAt', 'status', 'source', 'owner'] as const;

/** What the address asks for. */
export interface LeadsAsked extends ListAsked<(typeof SORTS)[number]> {
  q: string;
  statusId: string;
  sourceId: string;
  ownerId: string;
  archived: '' | 'true';
}

export function leadsAsked(address: Pick<URLSearchParams, 'get'>): LeadsAsked {
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
export function queryOf({ archived, ...asked }: LeadsAsked): LeadQuery {
  return { ...asked, ...(archived && { archived }) };
}

/** Whether less than all of them are asked for. */
export function isNarrowed({ q, statusId, sourceId, ownerId, archived }: LeadsAsked): boolean {
  return [q, statusId, sourceId, ownerId, archived].some((words) => words !== '');
}
