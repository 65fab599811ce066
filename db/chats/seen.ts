import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { SEEN, UNSEEN } from '#db/chats/summary.ts';
import { NEWER } from '#db/chats/touch.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';

/** An operator of the chat has seen it. */
export async function markSeen(pool: Pool, chatId: string, employeeId: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ page_id: string }>(
      `update chat set ${SEEN}, ${NEWER} where id = $1 and unread > 0
         and exists (select 1 from chat_operator where chat_id = $1 and employee_id = $2) returning page_id`,
      [chatId, employeeId],
    );
    return tellOf(tx, chatId, rows[0]?.page_id);
  });
}

/** An operator of the chat wants it to stand among those that were not seen. */
export async function markUnseen(pool: Pool, chatId: string, employeeId: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ page_id: string }>(
      `update chat set ${UNSEEN}, ${NEWER} where id = $1 and not unread > 0
         and exists (select 1 from message where chat_id = $1 and direction = 'in')
         and exists (select 1 from chat_operator where chat_id = $1 and employee_id = $2) returning page_id`,
      [chatId, employeeId],
    );
    return tellOf(tx, chatId, rows[0]?.page_id);
  });
}

async function tellOf(tx: Sql, chatId: string, pageId: string | undefined): Promise<boolean> {
  if (!pageId) return false;
  await recordChange(tx, [{ kind: 'chat', pageId, chatId, ref: chatId }]);
  return true;
}
