import type { Sql } from '#db/connection/transaction.ts';
import { GOES_OVER } from '#db/entities/crm/contact-merge.ts';
import { lookAnewFor } from './told.ts';

const NAMED_BY_NOBODY = GOES_OVER.map(
  (table) => `not exists (select 1 from ${table} t where t.contact_id = k.id)`,
).join(' and ');

/**
 * Removes those that nobody has used or changed since, and returns which: no chat, lead or document names them, nobody
 * belongs to them, and they were merged with none. Whoever is about to name one waits, and finds it gone.
 */
export async function removeUnused(tx: Sql, made: readonly { id: string; since: string }[]): Promise<string[]> {
  const ids = made.map(({ id }) => id);
  await tx.query('select id from contact where id = any($1::uuid[]) order by id for update', [ids]);
  const { rows } = await tx.query<{ id: string; phones: string[]; emails: string[] }>(
    `delete from contact k using unnest($1::uuid[], $2::text[]::timestamptz[]) as made(id, since)
     where k.id = made.id and k.updated_at = made.since and k.merged_into_id is null
       and ${NAMED_BY_NOBODY}
       and not exists (select 1 from contact_member m where m.company_id = k.id)
       and not exists (select 1 from contact_merge m where k.id in (m.winner_id, m.loser_id))
       and not exists (select 1 from contact o where o.merged_into_id = k.id)
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
