import { COUNTED } from '#db/chats/listing/total.ts';
import type { ContactKind } from '#db/entities/contact.ts';
import { IS_NAMED, IS_SOUGHT, NAMED, REACHED } from './sought.ts';

/** What a list of contacts may be ordered by; each has its index. */
export const CONTACT_ORDERS = ['name', 'createdAt', 'updatedAt', 'manager'] as const;
export type ContactOrder = (typeof CONTACT_ORDERS)[number];

/** Which contacts. */
export interface ContactFilter {
  q: string;
  kind: ContactKind | null;
  /** An employee's id, or `none` for contacts without a personal manager. */
  managerId: string | null;
  segment: string | null;
  /** Null: with one or without. */
  hasPhone: boolean | null;
  hasEmail: boolean | null;
  sort: ContactOrder;
  order: 'asc' | 'desc';
}

/** Some of them. */
export interface ContactPage extends ContactFilter {
  limit: number;
  offset: number;
  /** Only what comes after this one; `key` is what a row of the list tells of itself. */
  after: { key: string; id: string } | null;
}

/** SQL for whether a contact fits, by the values `$1` to `$5`. */
export const NARROWED = `k.merged_into_id is null
  and ($1::text is null or coalesce(k.manager_id, '') = $1) and ($2::text is null or k.segment = $2)
  and ($3::text is null or k.kind = $3) and ($4::boolean is null or (k.phones <> '{}') = $4)
  and ($5::boolean is null or (k.emails <> '{}') = $5)`;

/** `$1` … `$5`. */
export function valuesOf({ managerId, kind, segment, hasPhone, hasEmail }: ContactFilter): unknown[] {
  return [managerId === 'none' ? '' : managerId, segment, kind, hasPhone, hasEmail];
}

/**
 * How what is sought is looked for: not at all; among those that were `found`; or contact by contact, by `names` that
 * stand in the list's index and by what is `reached` in other ways, or all of it by a `look` at each.
 */
export type Way = 'any' | 'found' | 'names' | 'look';

/** What is found by indexes, as CTEs, by nine values from `$n` on: no more than are counted, with what lists go by. */
export const found = (n: number): string => `reached as materialized (${REACHED(n, KEYS, FITS)}),
  found as materialized (${NAMED(n, KEYS, FITS)} union select * from reached)`;
const KEYS = 'k.id, k.name, k.created_at, k.updated_at, k.manager_id';
const FITS = `and ${NARROWED} limit ${COUNTED + 1}`;

/** What a way begins with, and the contacts `k` it takes. */
export const beforehand = (way: Way, n: number): string =>
  way === 'names' ? `with sought as materialized (${REACHED(n, 'k.id', 'and k.merged_into_id is null')})` : '';
export const contactsOf = (way: Way): string => (way === 'found' ? 'found k' : 'contact k');
export function conditions(way: Way, n: number): string {
  const sought = {
    any: NARROWED,
    found: `(select count(*) from found) <= ${COUNTED}`,
    names: `${NARROWED} and (${IS_NAMED(n)} or k.id in (select s.id from sought s))`,
    look: `${NARROWED} and ${IS_SOUGHT(n)}`,
  };
  return sought[way];
}
