import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { GOES_OVER } from '#db/entities/crm/contact-merge.ts';
import { lookAnewFor } from './told.ts';

/** No chat, lead or document names it, nobody belongs to it, and it was merged with none. */
const USED_BY_NOBODY = `${GOES_OVER.map(
  (table) => `not exists (select 1 from ${table} t where t.contact_id = k.id)`,
).join(' and ')} and not exists (select 1 from contact_member m where m.company_id = k.id)
  and not exists (select 1 from contact_merge m where k.id in (m.winner_id, m.loser_id))
  and not exists (select 1 from contact o where o.merged_into_id = k.id)`;

/**
 * Removes those that nobody has used or changed since, and returns which. Whoever is about to name one waits, and finds
 * it gone.
 */
export async function removeUnused(tx: Sql, made: readonly { id: string; since: string }[]): Promise<string[]> {
  const ids = made.map(({ id }) => id);
  await tx.query('select id from contact where id = any($1::uuid[]) order by id for update', [ids]);
  const { rows } = await tx.query<{ id: string; phones: string[]; emails: string[] }>(
    `delete from contact k using unnest($1::uuid[], $2::text[]::timestamptz[]) as made(id, since)
     where k.id = made.id and k.updated_at = made.since and k.merged_into_id is null
       and ${USED_BY_NOBODY}
     returning k.id, k.phones, k.emails`,
    [ids, made.map(({ since }) => since)],
  );
  await lookAnewFor(
    tx,
    rows.flatMap(({ phones }) => phones),
    rows.flatMap(({ emails }) => emails),
  );
  return rows.map(({ id }) => id);
}

/** Removes one that nobody uses; false where somebody does. Who belongs to companies belongs to them no more. */
export async function removeContact(pool: Pool, id: string): Promise<boolean> {
  return inTransaction(pool, (tx) => removeWithin(tx, id));
}

/** Within a transaction that keeps more than this one. */
export async function removeWithin(tx: Sql, id: string): Promise<boolean> {
  await tx.query('select id from contact where id = $1 for update', [id]);
  const { rows } = await tx.query<{ phones: string[]; emails: string[] }>(
    `delete from contact k where k.id = $1 and k.merged_into_id is null and ${USED_BY_NOBODY}
     returning k.phones, k.emails`,
    [id],
  );
  const [removed] = rows;
  if (removed) await lookAnewFor(tx, removed.phones, removed.emails);
  return removed !== undefined;
}
