import type { Pool } from 'pg';
import type { ChatPlace } from '#db/chats/row.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { tell } from '#db/inbox/tell.ts';
import { type ChatStatus, deletion, restoration } from '#workflows/chat/vocabulary.ts';
import { recordWithoutRun } from './entry.ts';
import { putIntoBin } from './put.ts';

/** Which chat, and who asks. */
export type Asked = Pick<ChatPlace, 'id' | 'clientId' | 'pageId'> & { by: string };

/** `open`: its workflow has to end it first. */
export type Deleted = 'deleted' | 'already' | 'open' | 'gone';

/** A chat that is finished goes into the bin; nobody has to be asked. */
export async function deleteFinished(pool: Pool, { id, clientId, pageId, by }: Asked): Promise<Deleted> {
  return inTransaction(pool, async (tx) => {
    const found = await findWithLock(tx, id, clientId);
    if (!found) return 'gone';
    if (found.deletedFrom !== null) return 'already';
    if (found.status !== 'finished') return 'open';
    const now = Date.now();
    await recordWithoutRun(tx, { chatId: id, pageId }, 'finished', deletion('finished', by, now));
    await putIntoBin(tx, id, { by, at: now, status: 'finished' });
    return 'deleted';
  });
}

export type Restored = 'restored' | 'not_deleted';

/**
 * Out of the bin, as it stood, with those of its operators who are still there. One that was open has a workflow again,
 * unless its client has begun another chat.
 */
export async function restore(pool: Pool, { id, clientId, pageId, by }: Asked): Promise<Restored> {
  return inTransaction(pool, async (tx) => {
    const found = await findWithLock(tx, id, clientId);
    if (!found || found.deletedFrom === null) return 'not_deleted';
    const decision = restoration(found.deletedFrom, found.beganAnew, by, Date.now());
    const { to } = decision.reason;
    await recordWithoutRun(tx, { chatId: id, pageId }, to, decision);
    await takeOutOfBin(tx, id);
    if (to !== 'finished') await tell(tx, { clientId, chatId: id }, { kind: 'chat_restored' });
    return 'restored';
  });
}

interface Found {
  status: ChatStatus;
  /** Null: it is not in the bin. */
  deletedFrom: ChatStatus | null;
  /** Its client has an open chat, which is another one. */
  beganAnew: boolean;
}

async function findWithLock(tx: Sql, chatId: string, clientId: string): Promise<Found | null> {
  await tx.query('select from client where id = $1 for update', [clientId]);
  const { rows } = await tx.query<Found>(
    `select c.status, d.status as "deletedFrom", exists (
       select from chat o where o.client_id = c.client_id and o.status <> 'finished' and o.id <> c.id) as "beganAnew"
     from chat c left join deleted_chat d on d.chat_id = c.id where c.id = $1`,
    [chatId],
  );
  return rows[0] ?? null;
}

/** The chat's own row comes first: what its operators' rows know of it is read from there. */
async function takeOutOfBin(tx: Sql, chatId: string): Promise<void> {
  await tx.query(
    `update chat set led = false, finished_by_id = case when chat.status = 'finished' then
         coalesce(finished_by_id, d.by_id) end,
       finished_at = case when chat.status = 'finished' then coalesce(finished_at, d.at) end
     from deleted_chat d where d.chat_id = chat.id and chat.id = $1`,
    [chatId],
  );
  await tx.query(
    `with kept as (delete from deleted_chat where chat_id = $1 returning operators)
     insert into chat_operator (chat_id, employee_id, since, position)
     select $1, e.id, (o.one ->> 'since')::timestamptz, row_number() over (order by o.position) - 1
     from kept cross join jsonb_array_elements(kept.operators) with ordinality o (one, position)
       join employee e on e.id = o.one ->> 'id'`,
    [chatId],
  );
}
