import type { Sql } from '#db/connection/transaction.ts';

/**
 * Counts that these went into a message of this person, once with the message: within the transaction that accepts it.
 * One that is gone meanwhile, or is not theirs, is passed over: nothing keeps an answer back.
 */
export async function countUse(tx: Sql, employeeId: string, ids: readonly string[]): Promise<void> {
  await tx.query(
    `insert into ready_reply_use as u (ready_reply_id, employee_id, count, last_at)
     select r.id, $1, 1, clock_timestamp() from (
       select id from ready_reply where id = any($2::uuid[]) and (owner_id is null or owner_id = $1)
       order by id for key share) r
     on conflict (ready_reply_id, employee_id) do update set count = u.count + 1, last_at = excluded.last_at`,
    [employeeId, ids],
  );
}
