import type { Sql } from '#db/connection/transaction.ts';
import { type ScopeId, scopeName } from './scope.ts';

export interface DraftRow {
  /** As it was written, with its faults. */
  settings: Record<string, unknown>;
  base: number;
  revision: number;
  author: { id: string; name: string } | null;
  updatedAt: Date;
}

export async function findDraft(sql: Sql, pageId: ScopeId): Promise<DraftRow | null> {
  const { rows } = await sql.query<DraftRow>(
    `select d.settings, d.base, d.revision, d.updated_at as "updatedAt",
       case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as author
     from settings_draft d left join employee e on e.id = d.author_id where d.scope = $1`,
    [scopeName(pageId)],
  );
  return rows[0] ?? null;
}

export interface NewDraft {
  pageId: ScopeId;
  settings: object;
  base: number;
  /** The one it was edited from; 0: there was none. */
  revision: number;
  authorId: string;
}

/** Saves a draft; false when somebody else changed, published or discarded it meanwhile. */
export async function saveDraft(sql: Sql, draft: NewDraft): Promise<boolean> {
  return draft.revision === 0 ? beginDraft(sql, draft) : changeDraft(sql, draft);
}

/** With a revision from anywhere: a window that still holds an earlier draft must not take this one for it. */
async function beginDraft(sql: Sql, { pageId, settings, base, authorId }: NewDraft): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into settings_draft (scope, settings, base, author_id, page_id, revision)
     values ($1, $2, $3, $4, $5, 1 + floor(random() * 1000000000)::int) on conflict (scope) do nothing`,
    [scopeName(pageId), JSON.stringify(settings), base, authorId, pageId],
  );
  return rowCount === 1;
}

/**
 * What it said so far was another draft's: it is tried anew when somebody wants it. What it says already is no change.
 */
async function changeDraft(sql: Sql, { pageId, settings, base, authorId, revision }: NewDraft): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update settings_draft d set settings = $2, base = $3, revision = d.revision + (not s.same)::int,
       author_id = case when s.same then d.author_id else $4 end,
       updated_at = case when s.same then d.updated_at else now() end,
       shadow_at = case when s.same then d.shadow_at end
     from (select settings = $2::jsonb and base = $3::int as same from settings_draft where scope = $1 for update) s
     where d.scope = $1 and d.revision = $5`,
    [scopeName(pageId), JSON.stringify(settings), base, authorId, revision],
  );
  return rowCount === 1;
}

/** The draft was published: it ends. False when it is not the one that was meant, or somebody changed it meanwhile. */
export async function endDraft(tx: Sql, pageId: ScopeId, revision: number): Promise<boolean> {
  const { rows } = await tx.query<{ revision: number }>(
    'select revision from settings_draft where scope = $1 for update',
    [scopeName(pageId)],
  );
  if (rows[0] && rows[0].revision !== revision) return false;
  await deleteDraft(tx, pageId);
  return true;
}

/** Discards the scope's draft; false when there was none. */
export async function deleteDraft(sql: Sql, pageId: ScopeId): Promise<boolean> {
  const { rowCount } = await sql.query('delete from settings_draft where scope = $1', [scopeName(pageId)]);
  return rowCount === 1;
}
