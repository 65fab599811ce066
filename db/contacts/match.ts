import type { Sql } from '#db/pool.ts';
import { CONTACT_COLUMNS, CONTACT_TABLES, type ContactRow } from './read.ts';

export interface ContactMatch extends ContactRow {
  matchedBy: 'phone' | 'email';
}

/** A number that more contacts share is nobody's own. */
const MOST_MATCHES = 50;

/** Contacts that have this phone (E.164) or this e-mail (lower case), always in the same order. */
export async function matchContacts(
  sql: Sql,
  { phone, email }: { phone: string | null; email: string | null },
): Promise<ContactMatch[]> {
  // No list contains null, so what is not known matches nobody.
  const { rows } = await sql.query<ContactMatch>(
    `select ${CONTACT_COLUMNS}, case when k.phones @> array[$1::text] then 'phone' else 'email' end as "matchedBy"
     from ${CONTACT_TABLES} where k.phones @> array[$1::text] or k.emails @> array[$2::text]
     order by k.id limit ${MOST_MATCHES}`,
    [phone, email],
  );
  return rows;
}
