import type { Sql } from '#db/pool.ts';
import type { Saving } from '#workflows/chat/needs.ts';

export interface Target {
  id: string;
  number: number;
  seq: number;
  /** The newest input that its saved state knows of. */
  newest: number;
}

/**
 * The row a decision belongs to. The run that opened a chat names it; its first decision adopts the row which the first
 * message made (or the client's open one, if that was finished meanwhile), and makes one only where there is none.
 */
export async function findTarget(tx: Sql, saving: Saving, pageId: string): Promise<Target> {
  const known = await tx.query<Target>(
    `select id, number, seq,
       coalesce((select max(n::bigint) from jsonb_array_elements_text(state -> 'seen') n), 0)::float as newest
     from chat where opened_by = $1`,
    [saving.chat?.openedBy],
  );
  if (known.rows[0]) return known.rows[0];
  const open = await tx.query<Target>(
    `select id, number, 0 as seq, 0 as newest from chat where client_id = $1 and status <> 'finished'`,
    [saving.clientId],
  );
  return open.rows[0] ?? insertChat(tx, saving.clientId, pageId);
}

export async function insertChat(tx: Sql, clientId: string, pageId: string): Promise<Target> {
  const { rows } = await tx.query<Target>(
    'insert into chat (client_id, page_id) values ($1, $2) returning id, number, 0 as seq, 0 as newest',
    [clientId, pageId],
  );
  const inserted = rows[0];
  if (!inserted) throw new Error('the chat was not inserted');
  return inserted;
}
