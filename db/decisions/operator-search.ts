import type { Sql } from '#db/connection/transaction.ts';
import type { Command, Seek } from '#workflows/chat/vocabulary.ts';

/**
 * What a chat's decisions say about its search for an operator. `chatId` null: only what was given to it is settled.
 * Searches other than the one that goes on end with the save itself (`keep.ts`).
 */
export async function carryOutSeeking(
  tx: Sql,
  commands: Command[],
  owner: { clientId: string; pageId: string; chatId: string | null },
): Promise<void> {
  const { chatId } = owner;
  await Promise.all(
    commands.map(async (command) => {
      if (command.kind === 'settle_assignment') await settle(tx, command.recordId, command.taken);
      if (chatId !== null && command.kind === 'seek_operator') await join(tx, command, { ...owner, chatId });
    }),
  );
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
  await tx.query(
    `with given as (
       update routing_record set state = case when $2 then 'joined' else 'void' end where id = $1 and state = 'granted'
       returning page_id, employee_id, choice ->> 'pool' as pool,
         (question -> 'turns' -> (choice ->> 'pool') ->> employee_id)::bigint as before
     )
     update routing_turn t set turn = coalesce(given.before, 0) from given
     where not $2 and t.page_id = given.page_id and t.pool = given.pool and t.employee_id = given.employee_id`,
    [recordId, taken],
  );
}
