import type { Pool } from 'pg';
import type { FileFacts } from '#db/files/read.ts';
import type { Outgoing } from './outgoing.ts';

/** A file as a page has it at Meta: its name is a part of it, since the client sees that. */
export interface PageFile {
  pageId: string;
  file: Pick<FileFacts, 'id' | 'name'>;
}

/** Meta forgets them after 90 days (messenger-platform §3.4). */
const KEPT_DAYS = 80;

/** By which id Meta knows it. */
export async function findUpload(pool: Pool, { pageId, file }: PageFile): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select attachment_id as id from file_upload
     where file_id = $1 and page_id = $2 and name = $3 and at > now() - make_interval(days => $4::int)`,
    [file.id, pageId, file.name, KEPT_DAYS],
  );
  return rows[0]?.id ?? null;
}

export async function keepUpload(pool: Pool, { pageId, file }: PageFile, attachmentId: string): Promise<void> {
  await pool.query(
    `insert into file_upload (file_id, page_id, name, attachment_id) values ($1, $2, $3, $4)
     on conflict (file_id, page_id, name) do update set attachment_id = excluded.attachment_id, at = now()`,
    [file.id, pageId, file.name, attachmentId],
  );
}

/** Meta has it no more; what was uploaded since stays. */
export async function forgetUpload(pool: Pool, attachmentId: string, pageId: string): Promise<void> {
  await pool.query('delete from file_upload where page_id = $2 and attachment_id = $1', [attachmentId, pageId]);
}

/** Its file is there, and it is about to leave. False: somebody took it out of our hands, and it must not. */
export async function beginLeaving(pool: Pool, { id, sendingAt }: Outgoing): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update message set uploading = false
     where id = $1 and state = 'sending' and uploading and date_trunc('milliseconds', sending_at) = $2`,
    [id, sendingAt],
  );
  return rowCount === 1;
}

/** What has been uploading for longer than any upload lasts, its sender died: nothing of it left, and it goes again. */
export async function putBackUploading(pool: Pool, olderThanMs: number): Promise<number> {
  const { rowCount } = await pool.query(
    `with back as (
       update message set state = 'queued', sending_by = null, next_try_at = null
       where direction = 'out' and state = 'sending' and uploading
         and sending_at < now() - make_interval(secs => $1::float / 1000)
       returning id, page_id, chat_id
     ) insert into change (kind, page_id, chat_id, ref) select 'message', page_id, chat_id, id::text from back`,
    [olderThanMs],
  );
  return rowCount ?? 0;
}
