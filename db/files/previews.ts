import type { Sql } from '#db/connection/transaction.ts';
import type { Stored } from './content.ts';

/** Whoever has not said by then what became of a picture was killed in it. */
const LEASE_SECONDS = 120;
/** One over which whoever decodes it dies is left as it is. */
const ATTEMPTS = 4;

/** Takes a picture that was sent in hand, of which a preview has to be made; null: there is none. */
export async function claimUnpictured(sql: Sql): Promise<Stored | null> {
  const { rows } = await sql.query<Stored>(
    `update file set preview_attempts = preview_attempts + 1,
       preview_due_at = case when preview_attempts + 1 < $2 then now() + make_interval(secs => $1) end
     where id = (
       select id from file where kind = 'image' and preview_due_at <= now()
       order by preview_due_at limit 1 for update skip locked)
     returning id, size`,
    [LEASE_SECONDS, ATTEMPTS],
  );
  return rows[0] ?? null;
}

export interface Preview {
  key: string;
  size: number;
  width: number;
  height: number;
}

/** It is there: open windows hear of the messages with it that were sent a moment ago, the others read it anew. */
export async function keepPreview(sql: Sql, id: string, { key, size, width, height }: Preview): Promise<void> {
  await sql.query(
    `with claimed as (
       select key from loose_object where key = $2 and not going for update
     ), kept as (
       update file set preview_key = claimed.key, preview_size = $3, width = $4, height = $5, preview_due_at = null
       from claimed where file.id = $1 and file.preview_key is null returning file.id, claimed.key
     ), settled as (
       delete from loose_object using kept where loose_object.key = kept.key
     )
     insert into change (kind, page_id, chat_id, ref)
     select 'message', m.page_id, m.chat_id, m.id::text from message m join kept on m.file_id = kept.id
     where m.at > now() - interval '10 minutes'`,
    [id, key, size, width, height],
  );
}

/** Nobody can make one: it is seen as it is. */
export async function leaveUnpictured(sql: Sql, id: string): Promise<void> {
  await sql.query('update file set preview_due_at = null where id = $1', [id]);
}

/** The store is away: that is nothing of the picture's. */
export async function postponePreview(sql: Sql, id: string): Promise<void> {
  await sql.query(
    `update file set preview_due_at = now() + interval '30 seconds',
       preview_attempts = greatest(preview_attempts - 1, 0)
     where id = $1 and preview_key is null`,
    [id],
  );
}
