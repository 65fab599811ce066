import type { Sql } from '#db/connection/transaction.ts';
import type { ScopeId } from './scope.ts';
import { countOpenChats } from './versions.ts';

/** A version whose chats have not all heard of it. */
export interface Unfinished {
  versionId: number;
  scope: string;
  pageId: ScopeId;
  version: number;
}

/** Publications under way, or not begun; of each scope the newest only, since a newer one ends those before it. */
export async function listUnfinished(sql: Sql): Promise<Unfinished[]> {
  const { rows } = await sql.query<Unfinished>(
    `select id::int as "versionId", scope, page_id as "pageId", version from settings_version where woken_at is null
     order by id`,
  );
  return rows;
}

/** Whether the version's chats have still to hear of it: a newer one ends that. */
export async function isUnfinished(sql: Sql, versionId: number): Promise<boolean> {
  const { rowCount } = await sql.query('select 1 from settings_version where id = $1 and woken_at is null', [
    versionId,
  ]);
  return rowCount === 1;
}

export interface ChatToWake {
  number: number;
  clientId: string;
}

/** The scope's open chats after number `after`. */
export async function listChatsToWake(sql: Sql, pageId: ScopeId, after: number, limit: number): Promise<ChatToWake[]> {
  const { rows } = await sql.query<ChatToWake>(
    `select number, client_id as "clientId" from chat
     where number > $2 and status <> 'finished' and ($1::uuid is null or page_id = $1) order by number limit $3`,
    [pageId, after, limit],
  );
  return rows;
}

/** Notes how far a publication has come. What is left is counted anew: chats finish and begin meanwhile. */
export async function saveProgress(
  sql: Sql,
  progress: { versionId: number; woken: number; pageId: ScopeId; after: number | null },
): Promise<void> {
  const { versionId, woken, pageId, after } = progress;
  const left = after === null ? 0 : await countOpenChats(sql, pageId, after);
  await sql.query(
    `update settings_version set woken = $2, to_wake = $3, woken_at = case when $4 then now() end
     where id = $1 and woken_at is null`,
    [versionId, woken, woken + left, after === null],
  );
}
