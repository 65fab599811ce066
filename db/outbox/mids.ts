import type { Pool } from 'pg';

/** Which of `mids` are messages we already know on that page. */
export async function knownMids(pool: Pool, pageId: string, mids: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ mid: string }>(
    'select mid from message where page_id = $1 and mid = any($2::text[])',
    [pageId, mids],
  );
  return new Set(rows.map(({ mid }) => mid));
}
