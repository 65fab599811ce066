import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { areTheirs, carry } from './files.ts';
import { findReadyReply, type ReadyReplyRow } from '#db/ready-replies/read.ts';
import type { Texts } from '#workflows/settings/vocabulary.ts';

/** The picker reads them all: of everybody's, and of each person's own. */
export const READY_REPLIES_MAX = 500;

export interface ReadyReplyContent {
  shortcut: string;
  title: string;
  texts: Texts;
  /** None: all pages. */
  pageIds: string[];
  /** In their order; undefined: as they are. */
  fileIds?: readonly string[] | undefined;
  /** Null: everybody's. */
  ownerId: string | null;
}

/** Why it is not kept. */
export type NotKept = 'TAKEN' | 'TOO_MANY' | 'NO_SUCH_PAGE' | 'NO_SUCH_FILE';

export async function insertReadyReply(
  pool: Pool,
  by: string,
  content: ReadyReplyContent,
): Promise<ReadyReplyRow | NotKept> {
  return inTransaction(pool, (tx) => insertWithin(tx, by, content));
}

/** Within a transaction that keeps more than this one. */
export async function insertWithin(tx: Sql, by: string, content: ReadyReplyContent): Promise<ReadyReplyRow | NotKept> {
  const why = await refusal(tx, null, by, content);
  if (why) return why;
  const { rows } = await tx.query<{ id: string }>(
    `insert into ready_reply (owner_id, shortcut, title, texts, place)
     values ($1, $2, $3, $4, (select coalesce(max(place), 0) + 1 from ready_reply
       where owner_id is not distinct from $1)) returning id`,
    [content.ownerId, content.shortcut, content.title, JSON.stringify(content.texts)],
  );
  return kept(tx, rows[0]?.id ?? '', by, content);
}

/** It is there, and whoever changes it may. What becomes another's, or everybody's, goes to the end of theirs. */
export async function updateReadyReply(
  pool: Pool,
  id: string,
  by: string,
  content: ReadyReplyContent,
): Promise<ReadyReplyRow | NotKept | null> {
  return inTransaction(pool, (tx) => updateWithin(tx, id, by, content));
}

/** Within a transaction that keeps more than this one. */
export async function updateWithin(
  tx: Sql,
  id: string,
  by: string,
  content: ReadyReplyContent,
): Promise<ReadyReplyRow | NotKept | null> {
  const why = await refusal(tx, id, by, content);
  if (why) return why;
  const { rowCount } = await tx.query(
    `update ready_reply r set shortcut = $3, title = $4, texts = $5, owner_id = $2, updated_at = clock_timestamp(),
       place = case when r.owner_id is not distinct from $2 then r.place
         else (select coalesce(max(place), 0) + 1 from ready_reply where owner_id is not distinct from $2) end
     where r.id = $1`,
    [id, content.ownerId, content.shortcut, content.title, JSON.stringify(content.texts)],
  );
  return rowCount ? kept(tx, id, by, content) : null;
}

/** Before that one, of the same owner; null: to the end. */
export async function moveReadyReply(sql: Sql, id: string, before: string | null): Promise<void> {
  await sql.query(
    `update ready_reply r set place = n.place from (
       select o.id, row_number() over (order by case when o.id = m.id
         then coalesce((select b.place - 0.5 from ready_reply b
           where b.id = $2 and b.owner_id is not distinct from m.owner_id), 'infinity'::float8)
         else o.place end, o.id)::int as place
       from ready_reply m join ready_reply o on o.owner_id is not distinct from m.owner_id where m.id = $1) n
     where r.id = n.id and r.place <> n.place`,
    [id, before],
  );
}

export async function deleteReadyReply(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query('delete from ready_reply where id = $1', [id])).rowCount === 1;
}

/** Shortcuts and places are given one at a time: they are rarely changed, and reading goes on meanwhile. */
export async function oneAtATime(tx: Sql): Promise<void> {
  await tx.query('lock table ready_reply in share row exclusive mode');
}

async function refusal(tx: Sql, id: string | null, by: string, content: ReadyReplyContent): Promise<NotKept | null> {
  await oneAtATime(tx);
  const { rows } = await tx.query<{ taken: boolean; full: boolean; pages: number }>(
    `select exists (select 1 from ready_reply where owner_id is not distinct from $1 and shortcut = $2
         and id is distinct from $3::uuid) as taken,
       (select count(*) from ready_reply where owner_id is not distinct from $1
         and id is distinct from $3::uuid) >= $5::int as full,
       (select count(*)::int from page where id = any($4::uuid[])) as pages`,
    [content.ownerId, content.shortcut, id, content.pageIds, READY_REPLIES_MAX],
  );
  const [found] = rows;
  if (found?.taken) return 'TAKEN';
  if (found?.full) return 'TOO_MANY';
  if (found?.pages !== new Set(content.pageIds).size) return 'NO_SUCH_PAGE';
  return (await areTheirs(tx, id, by, content.fileIds ?? [])) ? null : 'NO_SUCH_FILE';
}

async function kept(tx: Sql, id: string, by: string, { pageIds, fileIds }: ReadyReplyContent): Promise<ReadyReplyRow> {
  await tx.query('delete from ready_reply_page where ready_reply_id = $1', [id]);
  await tx.query(
    'insert into ready_reply_page (ready_reply_id, page_id) select distinct $1::uuid, unnest($2::uuid[])',
    [id, pageIds],
  );
  if (fileIds) await carry(tx, id, fileIds);
  const row = await findReadyReply(tx, id, by);
  if (!row) throw new Error('what was written is not there');
  return row;
}
