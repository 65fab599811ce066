import type { Sql } from '#db/connection/transaction.ts';
import type { Command, Seek } from '#workflows/chat/vocabulary.ts';

/**
 * What a chat's decisions say about its search for an operator. `chatId` null: only what was given to it is settled.
 * `ask` is the search that goes on: a try of the task that was lost may have begun another one, or this one once more.
 */
export async function carryOutSeeking(
  tx: Sql,
  commands: Command[],
  owner: { clientId: string; pageId: string; chatId: string | null; ask: number | null },
): Promise<void> {
  for (const command of commands) {
    if (command.kind === 'settle_assignment') await settle(tx, command.recordId, command.taken);
    if (owner.chatId === null) continue;
    if (command.kind === 'seek_operator') await join(tx, command, { ...owner, chatId: owner.chatId });
  }
  if (owner.chatId !== null) await leaveOthers(tx, owner.chatId, owner.ask);
}

async function leaveOthers(tx: Sql, chatId: string, ask: number | null): Promise<void> {
  await tx.query('delete from waiting_room where chat_id = $1 and ask is distinct from $2', [chatId, ask]);
}

/**
 * Joins those that wait. Of a chat that waits on for its first operator, what was known is read anew, and the reason
 * stays.
 */
async function join(
  tx: Sql,
  { ask, as, since, target, tried }: Seek,
  owner: { clientId: string; pageId: string; chatId: string },
): Promise<void> {
  await tx.query(
    `insert into waiting_room as w (chat_id, page_id, client_id, ask, kind, target, tried, since)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (chat_id) do update set ask = excluded.ask, kind = excluded.kind, target = excluded.target,
       tried = excluded.tried, since = excluded.since, facts = null,
       reason = case when w.kind = excluded.kind and w.kind = 'first' then w.reason end,
       record_id = case when w.kind = excluded.kind and w.kind = 'first' then w.record_id end`,
    [owner.chatId, owner.pageId, owner.clientId, ask, as, target, tried, new Date(since)],
  );
}

/** The chat took the operator, or needs none any more: then their turn was none. */
async function settle(tx: Sql, recordId: string, taken: boolean): Promise<void> {
  const { rows } = await tx.query<Given>(
    `update routing_record set state = $2 where id = $1 and state = 'granted'
     returning page_id as "pageId", employee_id as "employeeId", choice ->> 'pool' as pool,
       (question -> 'turns' -> (choice ->> 'pool') ->> employee_id)::bigint as before`,
    [recordId, taken ? 'joined' : 'void'],
  );
  const given = rows[0];
  if (taken || !given?.pool || !given.employeeId) return;
  await tx.query('update routing_turn set turn = $4 where page_id = $1 and pool = $2 and employee_id = $3', [
    given.pageId,
    given.pool,
    given.employeeId,
    given.before ?? 0,
  ]);
}

interface Given {
  pageId: string;
  employeeId: string | null;
  pool: string | null;
  /** Number of their turn before this one. */
  before: string | null;
}
