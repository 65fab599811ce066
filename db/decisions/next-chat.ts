import { recordChange } from '#db/changes/record.ts';
import { begunWith, SEEN } from '#db/chats/summary.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { insertChat } from './target.ts';

/**
 * What the client wrote while the chat was being finished begins the next one: its words must not end up in a closed
 * chat.
 */
export async function moveToNextChat(tx: Sql, clientId: string, pageId: string, finishedId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from message where chat_id = $1 and direction = 'in' and not decided order by at, seq`,
    [finishedId],
  );
  if (rows.length === 0) return;
  const next = await insertChat(tx, clientId, pageId);
  const ids = rows.map(({ id }) => id);
  await tx.query('update message set chat_id = $1 where id = any($2::uuid[])', [next.id, ids]);
  await tx.query('update chat_input set chat_id = $1 where message_id = any($2::uuid[])', [next.id, ids]);
  await tx.query(`update chat set ${begunWith('$2')} where id = $1`, [next.id, rows.length]);
  await recordChange(tx, [
    { kind: 'chat', pageId, chatId: next.id, ref: next.id },
    ...ids.map((ref) => ({ kind: 'message' as const, pageId, chatId: next.id, ref })),
  ]);
}

/** A finished chat waits for nobody to see it. */
export async function seenAtItsEnd(tx: Sql, chatId: string): Promise<void> {
  await tx.query(`update chat set ${SEEN} where id = $1`, [chatId]);
}
