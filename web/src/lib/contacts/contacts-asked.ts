import type { ContactQuery } from '#lib/api/contacts.ts';
import { type ListAsked, listAsked } from '#lib/crm/list/list-asked.ts';

/** By what the list may be ordered; the first one goes without saying. */
const SORTS = ['name', 'manager', 'createdAt', 'updatedAt'] as const;
const KINDS = ['person', 'company'] as const;
const HAS = ['true', 'false'] as const;

/** What the address asks for. */
export interface ContactsAsked extends ListAsked<(typeof SORTS)[number]> {
  q: string;
  managerId: string;
  segment: string;
  kind: '' | (typeof KINDS)[number];
  hasPhone: '' | (typeof HAS)[number];
  hasEmail: '' | (typeof HAS)[number];
}

export function contactsAsked(address: Pick<URLSearchParams, 'get'>): ContactsAsked {
  return {
    q: address.get('q')?.trim() ?? '',
    managerId: address.get('manager') ?? '',
    segment: address.get('segment') ?? '',
    kind: KINDS.find((one) => one === address.get('kind')) ?? '',
    hasPhone: HAS.find((one) => one === address.get('phone')) ?? '',
    hasEmail: HAS.find((one) => one === address.get('email')) ?? '',
    ...listAsked(address, SORTS),
  };
}

/** What is left out narrows nothing. */
export function queryOf({ kind, hasPhone, hasEmail, ...asked }: ContactsAsked): ContactQuery & { page: number } {
  return { ...asked, ...(kind && { kind }), ...(hasPhone && { hasPhone }), ...(hasEmail && { hasEmail }) };
}

/** Whether less than all of them are asked for. */
export function isNarrowed({ q, managerId, segment, kind, hasPhone, hasEmail }: ContactsAsked): boolean {
  return [q, managerId, segment, kind, hasPhone, hasEmail].some((words) => words !== '');
}
