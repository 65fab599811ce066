import type { Pool } from 'pg';
import { insertBulk } from '#db/bulk/write.ts';
import { recordChange } from '#db/changes/record.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';

/** What becomes of a page's chats. */
export interface Removal {
  /** They are finished, silently. */
  openChats: number;
  /** What was said and has not left: it never will. */
  waitingMessages: number;
}

export async function lookAtRemoval(sql: Sql, id: string): Promise<Removal> {
  const { rows } = await sql.query<Removal>(
    `select (select count(*)::int from chat where page_id = $1 and led is not null and status <> 'finished')
         as "openChats",
       (select count(*)::int from message where page_id = $1 and state in ('held', 'queued')) as "waitingMessages"`,
    [id],
  );
  return rows[0] ?? { openChats: 0, waitingMessages: 0 };
}

/**
 * The page is none of ours any more: nothing goes out, and Meta is told afterwards that nothing is to come. Its open
 * chats are finished by a bulk action of whoever removes it. Null: it was not connected.
 */
export async function removePage(
  pool: Pool,
  id: string,
  employeeId: string,
): Promise<{ chats: number; bulkId: string | null } | null> {
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `update page set removed_at = now(), leaving_since = now(), checking = false, subscribed_at = null,
         health = 'reconnect', health_reason = 'removed', paused_until = null
       where id = $1 and removed_at is null`,
      [id],
    );
    if (!rowCount) return null;
    await tx.query('update trouble set ended_at = now() where page_id = $1 and ended_at is null', [id]);
    await recordChange(tx, [{ kind: 'page', pageId: id, chatId: null, ref: id }]);
    const { rows } = await tx.query<{ number: number }>(
      `select number from chat where page_id = $1 and led is not null and status <> 'finished' order by number`,
      [id],
    );
    const numbers = rows.map(({ number }) => number);
    const asked = { action: 'finish', employeeId, targetId: null, numbers, unknown: [] } as const;
    return { chats: numbers.length, bulkId: numbers.length === 0 ? null : await insertBulk(tx, asked) };
  });
}

export interface LeavingPage {
  id: string;
  facebookId: string;
  sealedToken: string;
  since: Date;
}

/** Of which Meta is still to be told. */
export async function listLeaving(sql: Sql): Promise<LeavingPage[]> {
  const { rows } = await sql.query<LeavingPage>(
    `select id, facebook_id as "facebookId", sealed_token as "sealedToken", leaving_since as since from page
     where leaving_since is not null order by leaving_since limit 20`,
  );
  return rows;
}

/** Meta was told, or does not listen to this token: it is forgotten. Unless it is another one by now. */
export async function forgetToken(sql: Sql, { id, sealedToken }: LeavingPage): Promise<void> {
  await sql.query(
    `update page set leaving_since = null, sealed_token = '', token_mark = null
     where id = $1 and sealed_token = $2 and removed_at is not null`,
    [id, sealedToken],
  );
}
