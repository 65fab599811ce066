import type { Sql } from '#db/connection/transaction.ts';
import { type ScopeId, scopeName } from './scope.ts';
import { type VersionRow, VERSIONS } from './version-row.ts';

export async function findVersion(sql: Sql, pageId: ScopeId, version: number): Promise<VersionRow | null> {
  const { rows } = await sql.query<VersionRow>(`${VERSIONS} where v.scope = $1 and v.version = $2`, [
    scopeName(pageId),
    version,
  ]);
  return rows[0] ?? null;
}

/** The versions in force for a page, or for the installation alone. */
export async function currentVersions(
  sql: Sql,
  pageId: ScopeId,
): Promise<{ installation: VersionRow | null; page: VersionRow | null }> {
  const { rows } = await sql.query<VersionRow>(
    `${VERSIONS} where (v.scope = 'installation' or v.page_id = $1)
       and not exists (select 1 from settings_version n where n.scope = v.scope and n.version > v.version)`,
    [pageId],
  );
  return {
    installation: rows.find((row) => row.pageId === null) ?? null,
    page: rows.find((row) => row.pageId !== null) ?? null,
  };
}

/** Open chats that a publication concerns, with numbers greater than `after`. */
export async function countOpenChats(sql: Sql, pageId: ScopeId, after = 0): Promise<number> {
  const { rows } = await sql.query<{ open: number }>(
    `select count(*)::int as open from chat
     where status <> 'finished' and number > $2 and ($1::uuid is null or page_id = $1)`,
    [pageId, after],
  );
  return rows[0]?.open ?? 0;
}
