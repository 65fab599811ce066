import type { Sql } from '#db/connection/transaction.ts';
import type { ContactKind } from '#db/entities/contact.ts';
import type { Pair } from './move.ts';

/** One of the two, while nobody else changes it. */
export interface Held {
  id: string;
  kind: ContactKind;
  mergedInto: string | null;
}

/** Clients before contacts, as everybody does who links one to the other. */
export async function holdBoth(tx: Sql, { winnerId, loserId }: Pair): Promise<{ winner?: Held; loser?: Held }> {
  await tx.query('select id from client where contact_id in ($1, $2) order by id for update', [winnerId, loserId]);
  const { rows } = await tx.query<Held>(
    `select id, kind, merged_into_id as "mergedInto" from contact
     where id in ($1, $2) order by id for no key update`,
    [winnerId, loserId],
  );
  const [winner, loser] = [winnerId, loserId].map((id) => rows.find((row) => row.id === id));
  return { ...(winner && { winner }), ...(loser && { loser }) };
}
