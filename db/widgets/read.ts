import type { Sql } from '#db/connection/transaction.ts';
import { newestVersions, settingsIn } from '#db/settings/read.ts';
import type { Settings } from '#workflows/settings/vocabulary.ts';

/** A page as its own site may show it, by the settings in force; null: there is no such page. */
export async function findForWidget(sql: Sql, pageId: string): Promise<{ name: string; settings: Settings } | null> {
  const { rows } = await sql.query<{ name: string; versions: Parameters<typeof settingsIn>[0] }>(
    `select p.name, ${newestVersions('p.id')} as versions from page p where p.id = $1 and p.removed_at is null`,
    [pageId],
  );
  const [row] = rows;
  return row ? { name: row.name, settings: settingsIn(row.versions) } : null;
}
