import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { SEEN } from '#db/chats/summary.ts';
import { NEWER } from '#db/chats/touch.ts';
import { inTransaction } from '#db/connection/transaction.ts';

/** An operator of the chat has seen it. */
export async function markSeen(pool: Pool, chatId: string, employeeId: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ page_id: string }>(
      `update chat set ${SEEN}, ${NEWER} where id = $1 and unread > 0
         and exists (select 1 from chat_operator where chat_id = $1 and employee_id = $2) returning page_id`,
      [chatId, employeeId],
    );
    const pageId = rows[0]?.page_id;
    if (!pageId) return false;
    await recordChange(tx, [{ kind: 'chat', pageId, chatId, ref: chatId }]);
    return true;
  });
}
