import type { Sql } from '#db/connection/transaction.ts';

/**
 * Whether a contact is there and leads to no other one, until the commit. Who only names it by a foreign key does not
 * hold back a merge of the same moment, and would be left with whom it lost.
 */
export async function isStanding(tx: Sql, id: string): Promise<boolean> {
  const { rowCount } = await tx.query('select 1 from contact where id = $1 and merged_into_id is null for share', [id]);
  return rowCount === 1;
}

/** Who a contact is, and stays until the commit: itself, or the one it was merged into; null where it is gone. */
export async function holdStanding(tx: Sql, id: string): Promise<string | null> {
  let asked: string | null = id;
  while (asked !== null) {
    const next: string | null | undefined = await nextOf(tx, asked);
    if (next === undefined) return null;
    if (next === null) return asked;
    asked = next;
  }
  return null;
}

/** To whom it leads; undefined: it is not there. */
async function nextOf(tx: Sql, id: string): Promise<string | null | undefined> {
  const { rows } = await tx.query<{ next: string | null }>(
    'select merged_into_id as next from contact where id = $1 for share',
    [id],
  );
  return rows[0]?.next;
}
