import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { readSettings } from '#db/settings/read.ts';

/** F12: what the settings of a page say where its chats' orders are from; one that was archived since is none. */
export async function orderSourceOf(sql: Sql, pageId: string): Promise<Person | null> {
  const { settings } = await readSettings(sql, pageId);
  const { rows } = await sql.query<Person>(
    `select id, name from source where id::text = $1 and kind = 'order' and archived_at is null`,
    [settings.orderSourceId],
  );
  return rows[0] ?? null;
}
