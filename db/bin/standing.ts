import type { Sql } from '#db/connection/transaction.ts';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';
import type { Place } from './change.ts';

/** How a chat stands whose client's row is in hand. */
interface Standing {
  id: string;
  clientId: string;
  status: ChatStatus;
  /** Null: it is not in the bin. */
  deletedFrom: ChatStatus | null;
  /** Its client has an open chat, which is another one. */
  beganAnew: boolean;
  /** It has decided about all it was told. */
  rests: boolean;
}

/**
 * Takes the chats' clients in hand, in the order in which everybody takes several, and says how the chats stand, by
 * their numbers. Without `wait` those are left out whose clients somebody else has in hand.
 */
export async function findWithLock(tx: Sql, chats: Place[], { wait }: { wait: boolean }): Promise<Standing[]> {
  const clients = chats.map(({ clientId }) => clientId);
  const { rows: held } = await tx.query<{ id: string }>(
    `select id from client where id = any($1::uuid[]) order by id for update ${wait ? '' : 'skip locked'}`,
    [clients],
  );
  const { rows } = await tx.query<Standing>(
    `select c.id, c.client_id as "clientId", c.status, d.status as "deletedFrom", exists (
       select from chat o where o.client_id = c.client_id and o.status <> 'finished' and o.id <> c.id) as "beganAnew",
       c.state is not null and not exists (
         select from chat_input i where i.client_id = c.client_id and i.decided_at is null) as rests
     from chat c left join deleted_chat d on d.chat_id = c.id
     where c.id = any($1::uuid[]) and c.client_id = any($2::uuid[]) order by c.number`,
    [chats.map(({ id }) => id), held.map(({ id }) => id)],
  );
  return rows;
}
