import type { Pool } from 'pg';

/** A place in the feed: the writing transaction, then the row. */
export interface Position {
  xid: string;
  id: string;
}

export interface Change {
  xid: string;
  id: string;
  kind: 'message' | 'chat' | 'entry' | 'page' | 'presence';
  /** Whose people may see it; null: everybody. */
  pageId: string | null;
  chatId: string | null;
  ref: string;
}

/**
 * Changes after a position, in the order every reader sees. Stops before the oldest transaction still open: its rows
 * may appear between those that are visible already. `more` when some are held back by that, or by the limit.
 */
export async function readChanges(
  pool: Pool,
  after: Position,
  limit: number,
): Promise<{ changes: Change[]; more: boolean }> {
  const { rows } = await pool.query<Change & { settled: boolean }>(
    // By the column: `xid` alone would be the text of the list, in which 1000 comes before 999.
    `select xid::text, id, kind, page_id as "pageId", chat_id as "chatId", ref,
     xid < pg_snapshot_xmin(pg_current_snapshot()) as settled
     from change where (xid, id) > ($1::xid8, $2::bigint) order by change.xid, id limit $3`,
    [after.xid, after.id, limit + 1],
  );
  const changes = rows.slice(0, limit).filter(({ settled }) => settled);
  return { changes, more: changes.length < rows.length };
}

/** Where the feed stands now. */
export async function latestPosition(pool: Pool): Promise<Position> {
  const { rows } = await pool.query<Position>(
    `select xid::text, id from change where xid < pg_snapshot_xmin(pg_current_snapshot()) order by change.xid desc,
     id desc limit 1`,
  );
  return rows[0] ?? { xid: '0', id: '0' };
}

/** Whether the feed still holds that place: what follows it is complete. */
export async function holdsPosition(pool: Pool, { xid, id }: Position): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from change where id = $2::bigint and xid = $1::xid8', [xid, id]);
  return rowCount === 1;
}
