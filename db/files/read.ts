import type { Viewer } from '#db/chats/viewer.ts';
import type { FileKind } from '#db/entities/file.ts';
import type { Sql } from '#db/connection/transaction.ts';

export interface FileFacts {
  id: string;
  name: string;
  mime: string;
  kind: FileKind;
  size: number;
}

export async function findFiles(sql: Sql, ids: string[]): Promise<FileFacts[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql.query<FileFacts>(
    'select id, name, mime, kind, size from file where id = any($1::uuid[])',
    [ids],
  );
  return rows;
}

/** What is read of a file, and of it as a picture where that is made. */
export interface SentFile extends FileFacts {
  previewKey: string | null;
  previewSize: number;
}

/**
 * It went out in a chat, as somebody sees it who sees every page, or `$2`, who has access to some; in one of the bin,
 * who may put it back (`$4`).
 */
const SENT = `exists (select 1 from message m join chat c on c.id = m.chat_id
  where m.file_id = f.id and (c.led is not null or $4::boolean) and ($2::text is null or exists (
    select 1 from page_access a where a.page_id = m.page_id and a.employee_id = $2)))`;
/** A version of the settings or a draft names it. */
const NAMED = `exists (select 1 from (
  select jsonb_path_query(settings, '$.attachments.*.fileId') #>> '{}' from settings_version
  union all select jsonb_path_query(settings, '$.attachments.*.fileId') #>> '{}' from settings_draft) named (id)
  where named.id = f.id::text)`;

/** A ready reply carries it: their own, or everybody's that concerns a page which they see. */
const OFFERED = `exists (select 1 from ready_reply_file rf join ready_reply r on r.id = rf.ready_reply_id
  where rf.file_id = f.id and (r.owner_id = $3 or r.owner_id is null and ($2::text is null
    or not exists (select 1 from ready_reply_page rp where rp.ready_reply_id = r.id)
    or exists (select 1 from ready_reply_page rp join page_access a on a.page_id = rp.page_id
      where rp.ready_reply_id = r.id and a.employee_id = $2))))`;

/** It stands at the head of what is made out in a company's name. */
const HEADS = 'exists (select 1 from company o where o.logo_id = f.id)';

export interface Asking {
  viewer: Viewer;
  employeeId: string;
  seesBin: boolean;
}

/**
 * The file, if it is the employee's own, went out in a chat that they see, goes with a ready reply of theirs, or is the
 * logo of a company; what automatic messages carry, if they see every page.
 */
export async function findFile(
  sql: Sql,
  id: string,
  { viewer, employeeId, seesBin }: Asking,
): Promise<SentFile | null> {
  const { rows } = await sql.query<SentFile>(
    `select f.id, f.name, f.mime, f.kind, f.size, f.preview_key as "previewKey",
       coalesce(f.preview_size, 0) as "previewSize" from file f
     where f.id = $1 and (f.author_id = $3 or ${SENT} or ${OFFERED} or ${HEADS} or $2::text is null and ${NAMED})`,
    [id, viewer?.employeeId ?? null, employeeId, seesBin],
  );
  return rows[0] ?? null;
}

/** What is to go out, by whom and where. */
export interface Sendable {
  fileIds?: readonly string[] | undefined;
  authorId: string;
  pageId: string;
  documentId?: string | undefined;
}

/**
 * Of these the ones that this employee has uploaded, that a ready reply carries which they are offered on this page, or
 * that are the PDF of the document which is sent; kept from being forgotten until the transaction ends.
 */
export async function findSendable(
  tx: Sql,
  { fileIds = [], authorId, pageId, documentId }: Sendable,
): Promise<ReadonlyMap<string, FileFacts>> {
  if (fileIds.length === 0) return new Map();
  const { rows } = await tx.query<FileFacts>(
    `select f.id, f.name, f.mime, f.kind, f.size from file f
     where f.id = any($1::uuid[]) and (f.author_id = $2 or exists (
       select 1 from ready_reply_file rf join ready_reply r on r.id = rf.ready_reply_id
       where rf.file_id = f.id and (r.owner_id is null or r.owner_id = $2)
         and (not exists (select 1 from ready_reply_page rp where rp.ready_reply_id = r.id)
           or exists (select 1 from ready_reply_page rp where rp.ready_reply_id = r.id and rp.page_id = $3)))
       or exists (select 1 from document d where d.id = $4::uuid and d.file_id = f.id))
     order by f.id for key share of f`,
    [fileIds, authorId, pageId, documentId ?? null],
  );
  return new Map(rows.map((file) => [file.id, file]));
}
