import type { Sql } from '#db/connection/transaction.ts';
import { type ScopeId, scopeName } from './scope.ts';
import { type VersionRow, VERSIONS } from './version-row.ts';

/** Which of a list: those before a number, where it is given. */
export interface Slice {
  limit: number;
  offset: number;
  before: number | null;
}

/** Versions of one scope, newest first. */
export async function listVersions(
  sql: Sql,
  pageId: ScopeId,
  { limit, offset, before }: Slice,
): Promise<{ rows: VersionRow[]; total: number }> {
  const { rows } = await sql.query<VersionRow>(
    `${VERSIONS} where v.scope = $1 and ($4::int is null or v.version < $4) order by v.version desc limit $2 offset $3`,
    [scopeName(pageId), limit, offset, before],
  );
  const { rows: counted } = await sql.query<{ total: number }>(
    'select count(*)::int as total from settings_version where scope = $1',
    [scopeName(pageId)],
  );
  return { rows, total: counted[0]?.total ?? 0 };
}

/** Versions of all scopes, newest first. */
export async function listAllVersions(
  sql: Sql,
  { limit, offset, before }: Slice,
): Promise<{ rows: VersionRow[]; total: number }> {
  const { rows } = await sql.query<VersionRow>(
    `${VERSIONS} where ($3::bigint is null or v.id < $3) order by v.id desc limit $1 offset $2`,
    [limit, offset, before],
  );
  const { rows: counted } = await sql.query<{ total: number }>('select count(*)::int as total from settings_version');
  return { rows, total: counted[0]?.total ?? 0 };
}
