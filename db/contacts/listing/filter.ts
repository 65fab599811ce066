import type { ContactKind } from '#db/entities/contact.ts';
import { type Sought, soughtContact } from './sought.ts';

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

/** The conditions of each way of searching; `$1` … `$11` of `valuesOf`. */
export function conditions(by: Sought['by']): string {
  return `k.merged_into_id is null and ($1 = '' or ${WORDS[by]})
    and ($5::text is null or coalesce(k.manager_id, '') = $5) and ($6::text is null or k.segment = $6)
    and ($7::text is null or k.kind = $7) and ($8::boolean is null or (k.phones <> '{}') = $8)
    and ($9::boolean is null or (k.emails <> '{}') = $9)`;
}

const IN_NAME = 'k.folded like fold($2)';
const IN_EMAIL = 'exists (select 1 from unnest(k.emails) as email where email ilike $2)';
const IN_PHONE = `exists (select 1 from unnest(k.phones) as phone
  where ($3 <> '' and strpos(phone, $3) > 0) or ($4 <> '' and phone ~ ('^\\+\\d{1,3}' || $4)))`;
const ADDRESSES = 'trigrams(addresses(k.phones, k.emails))';

/**
 * By three letters in a row, which the indexes hold: a row that has the words has these. Fewer letters are in no index;
 * they are in many names, so that a page is soon full.
 */
const WORDS = {
  scan: `(${IN_NAME} or ${IN_EMAIL} or ${IN_PHONE})`,
  words: `((name_parts(k.folded) @> trigrams(fold($1)) and ${IN_NAME})
    or (${ADDRESSES} @> trigrams(lower($1)) and ${IN_EMAIL})) and $3::text = '' and $4::text = ''`,
  digits: `((name_parts(k.folded) @> trigrams(fold($1)) and ${IN_NAME})
    or (${ADDRESSES} @> trigrams(lower($1)) and ${IN_EMAIL})
    or (${ADDRESSES} @> trigrams(case when $4 <> '' then $4 else $3 end) and ${IN_PHONE}))`,
} as const satisfies Record<Sought['by'], string>;

/** `$1` … `$9`, and by which of the texts they are asked. */
export function valuesOf(filter: ContactFilter): { by: Sought['by']; values: unknown[] } {
  const { kind, managerId, segment, hasPhone, hasEmail } = filter;
  const { by, anywhere, national } = soughtContact(filter.q);
  const pattern = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
  const manager = managerId === 'none' ? '' : managerId;
  return { by, values: [filter.q, pattern, anywhere, national, manager, segment, kind, hasPhone, hasEmail] };
}

/** Rows are left out by it. */
export function isNarrowed({ q, kind, managerId, segment, hasPhone, hasEmail }: ContactFilter): boolean {
  return q !== '' || [kind, managerId, segment, hasPhone, hasEmail].some((one) => one !== null);
}
