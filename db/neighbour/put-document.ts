import type { Pool } from 'pg';
import { inTransaction } from '#db/connection/transaction.ts';
import { acceptWithin, type Accepted } from '#db/outbox/accept-reply.ts';
import { tellLinksOf } from '#db/records/links.ts';
import type { Task } from './tasks.ts';

/** `held`: the window is closed, and it may go later. */
type Put = 'over' | 'held';

/**
 * Puts a document of the other CRM into the chat, as its file or as a link to it: in one transaction with the word that
 * it was, so that it is there once, whoever dies in between.
 */
export async function putNeighbourDocument(pool: Pool, task: Task): Promise<Put> {
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(`select 1 from neighbour_task where id = $1 and state = 'made' for update`, [
      task.id,
    ]);
    if (rowCount !== 1) return 'over';
    const accepted = await acceptWithin(tx, { ...task, ...wordsOf(task), key: `neighbour-${task.id}`, replyTo: null });
    const { state, problem, messageId } = afterwards(accepted);
    await tx.query(
      `update neighbour_task set state = $2, problem = $3, problem_status = null, message_id = $4, updated_at = now()
       where id = $1`,
      [task.id, state, problem, messageId],
    );
    await tellLinksOf(tx, task.chatId);
    return state === 'made' ? 'held' : 'over';
  });
}

function wordsOf({ fileId, asked, outcome }: Task): { text: string; fileIds?: string[] } {
  return fileId === null ? { text: `${asked.name}: ${outcome?.url ?? ''}` } : { text: '', fileIds: [fileId] };
}

function afterwards(accepted: Accepted): { state: Task['state']; problem: string | null; messageId: string | null } {
  if (accepted.kind === 'accepted' || accepted.kind === 'known')
    return { state: 'over', problem: null, messageId: accepted.ids[0] ?? null };
  if (accepted.kind === 'refused' && accepted.why === 'WINDOW_CLOSED')
    return { state: 'made', problem: 'window_closed', messageId: null };
  return { state: 'refused', problem: 'chat_finished', messageId: null };
}
