import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { inTransaction } from '#db/connection/transaction.ts';
import { putInput } from '#db/inbox/tell.ts';
import { putInLine, REPLY } from './accept-reply.ts';

/**
 * Puts a failed or unknown message back in line, as a person decided; false when it is neither. The chat hears of it
 * like of a new answer: it may be the one the client was waiting for.
 */
export async function retryMessage(
  pool: Pool,
  chatId: string,
  clientId: string,
  employeeId: string,
  id: string,
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await putInLine(tx, clientId);
    const { rows } = await tx.query<{ page_id: string }>(
      `with again as (
         update message set state = 'queued', decided = false, reason_code = null, reason_detail = null,
           next_try_at = null,
           lookups = 0, attempts = 0
         where id = $1 and chat_id = $2 and direction = 'out' and via = 'desk' and state in ('failed', 'unknown')
         returning id, page_id, chat_id, client_id, $3::text as author_id
       ), told as (
         ${putInput('operator_replied', REPLY, 'again')}
       ) select page_id from again`,
      [id, chatId, employeeId],
    );
    const pageId = rows[0]?.page_id;
    if (!pageId) return false;
    await recordChange(tx, [{ kind: 'message', pageId, chatId, ref: id }]);
    return true;
  });
}
