import type { Sql } from '#db/connection/transaction.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';

/** The installation where `pageId` is null. */
export type ScopeId = string | null;

export const scopeName = (pageId: ScopeId): string => pageId ?? 'installation';

export interface VersionRow {
  id: number;
  pageId: ScopeId;
  pageName: string | null;
  version: number;
  own: SettingsPatch;
  /** What the version before it set. */
  before: SettingsPatch;
  author: { id: string; name: string } | null;
  comment: string;
  restores: number | null;
  at: Date;
  toWake: number;
  woken: number;
  wokenAt: Date | null;
}

const SELECT = `select v.id::int as id, v.page_id as "pageId", p.name as "pageName", v.version, v.settings as own,
    coalesce(b.settings, '{}') as before, v.comment, v.restores, v.at, v.to_wake as "toWake", v.woken,
      v.woken_at as "wokenAt",
    case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as author
  from settings_version v left join settings_version b on b.scope = v.scope and b.version = v.version - 1
    left join employee e on e.id = v.author_id left join page p on p.id = v.page_id`;

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
    `${SELECT} where v.scope = $1 and ($4::int is null or v.version < $4) order by v.version desc limit $2 offset $3`,
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
    `${SELECT} where ($3::bigint is null or v.id < $3) order by v.id desc limit $1 offset $2`,
    [limit, offset, before],
  );
  const { rows: counted } = await sql.query<{ total: number }>('select count(*)::int as total from settings_version');
  return { rows, total: counted[0]?.total ?? 0 };
}

export async function findVersion(sql: Sql, pageId: ScopeId, version: number): Promise<VersionRow | null> {
  const { rows } = await sql.query<VersionRow>(`${SELECT} where v.scope = $1 and v.version = $2`, [
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
    `${SELECT} where (v.scope = 'installation' or v.page_id = $1)
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
