import type { Sql } from '#db/connection/transaction.ts';
import type { AttachmentReason, AttachmentState } from '#db/entities/attachment.ts';
import type { FileKind } from '#db/entities/file.ts';

/** Where an attachment's source is sealed for: that of another one opens nothing. */
export const sourcePlace = (id: string): string => `attachment.sealed_source/${id}`;

/** From where an attachment comes, as it is kept with its message. */
export interface Source {
  id: string;
  /** Which of the message's attachments it is. */
  place: number;
  sealed: string;
}

export interface Fetchable {
  id: string;
  sealed: string;
  /** What Meta calls it. */
  type: string;
  /** With this one. */
  attempts: number;
}

/** Keeps from where the attachments of a message come. */
export async function keepSources(sql: Sql, messageId: string, sources: Source[]): Promise<void> {
  if (sources.length === 0) return;
  await sql.query(
    `insert into attachment (id, message_id, place, sealed_source)
     select id, $1, place, sealed from jsonb_to_recordset($2::jsonb) as given (id uuid, place int, sealed text)`,
    [messageId, JSON.stringify(sources)],
  );
}

/**
 * Takes some of those that are due in hand, for so many seconds: whoever has not said by then what became of one was
 * killed in it, and it is due again.
 */
export async function claimFetchable(sql: Sql, lot: number, seconds: number): Promise<Fetchable[]> {
  const { rows } = await sql.query<Fetchable>(
    `update attachment a
     set state = 'fetching', attempts = a.attempts + 1, next_try_at = now() + make_interval(secs => $2)
     from message m where m.id = a.message_id and a.id = any(array(
       select id from attachment where state in ('waiting', 'fetching') and next_try_at <= now()
       order by next_try_at limit $1 for update skip locked))
     returning a.id, coalesce(a.sealed_source, '') as sealed,
       coalesce(m.attachments -> a.place ->> 'type', 'file') as type, a.attempts`,
    [lot, seconds],
  );
  return rows;
}

export interface Fetched {
  objectKey: string;
  preview: { key: string; size: number } | null;
  mime: string;
  kind: FileKind;
  size: number;
  width: number | null;
  height: number | null;
}

/** It is here; open windows hear of it. False where nobody wants it any more: its objects are nobody's then. */
export async function keepFetched(sql: Sql, id: string, fetched: Fetched): Promise<boolean> {
  const { objectKey, preview, mime, kind, size, width, height } = fetched;
  const { rowCount } = await sql.query(
    `with claimed as (
       select key from loose_object where key in ($2::text, $3::text) and not going for update
     ), ready as (
       update attachment a set state = 'ready', reason = null, sealed_source = null, object_key = $2, preview_key = $3,
         mime = $4, kind = $5, size = $6, width = $7, height = $8, preview_size = $9
       from message m where m.id = a.message_id and a.id = $1 and a.state = 'fetching'
         and (select count(*) from claimed) = num_nonnulls($2::text, $3::text)
       returning m.id, m.page_id, m.chat_id
     ), settled as (
       delete from loose_object using ready where key in (select key from claimed)
     )
     insert into change (kind, page_id, chat_id, ref) select 'message', page_id, chat_id, id::text from ready`,
    [id, objectKey, preview?.key ?? null, mime, kind, size, width, height, preview?.size ?? null],
  );
  return rowCount === 1;
}

export interface NotKept {
  state: Extract<AttachmentState, 'waiting' | 'failed' | 'refused'>;
  reason: AttachmentReason | null;
  /** When it is tried again; it has no say of one that is not. */
  inSeconds: number;
}

/** It is not here, for now or for good. From where one comes that is refused nobody has to know any more. */
export async function keepNotFetched(sql: Sql, id: string, { state, reason, inSeconds }: NotKept): Promise<void> {
  await sql.query(
    `with kept as (
       update attachment a set state = $2, reason = $3, next_try_at = now() + make_interval(secs => $4),
         sealed_source = case when $2 = 'refused' then null else sealed_source end
       from message m where m.id = a.message_id and a.id = $1 and a.state = 'fetching'
       returning m.id, m.page_id, m.chat_id
     )
     insert into change (kind, page_id, chat_id, ref) select 'message', page_id, chat_id, id::text from kept`,
    [id, state, reason, inSeconds],
  );
}

/** Asked for by somebody: it is due at once. False where there is nothing that could be fetched. */
export async function fetchAgain(sql: Sql, chatId: string, messageId: string, id: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `with again as (
       update attachment a set state = 'waiting', reason = null, attempts = 0, next_try_at = now()
       from message m where m.id = a.message_id and a.id = $3 and m.id = $2 and m.chat_id = $1
         and a.state in ('failed', 'waiting') and a.sealed_source is not null
       returning m.id, m.page_id, m.chat_id
     )
     insert into change (kind, page_id, chat_id, ref) select 'message', page_id, chat_id, id::text from again`,
    [chatId, messageId, id],
  );
  return rowCount === 1;
}
