import type { Sql } from '#db/connection/transaction.ts';

/**
 * Whether each of these is a file of this person's, or one that the reply carries already, by whomever; kept from being
 * forgotten until the transaction ends.
 */
export async function areTheirs(tx: Sql, replyId: string | null, by: string, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  const { rows } = await tx.query<{ id: string }>(
    `select f.id from file f where f.id = any($1::uuid[]) and (f.author_id = $2 or exists (
       select 1 from ready_reply_file rf where rf.file_id = f.id and rf.ready_reply_id = $3))
     order by f.id for key share of f`,
    [ids, by, replyId],
  );
  return rows.length === new Set(ids).size;
}

/** From now on the reply carries these, in this order, and no others. */
export async function carry(tx: Sql, replyId: string, ids: readonly string[]): Promise<void> {
  await tx.query('delete from ready_reply_file where ready_reply_id = $1', [replyId]);
  await tx.query(
    `insert into ready_reply_file (ready_reply_id, file_id, place)
     select $1, id, min(place) from unnest($2::uuid[]) with ordinality as given (id, place) group by id`,
    [replyId, ids],
  );
}
