import { type Viewer, visibleTo } from '#db/chats/viewer.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { FileKind } from '#db/entities/file.ts';

/** A file that came, and what is shown of it as a picture. */
export interface AttachmentFacts {
  id: string;
  /** As Meta told it; null: it did not. */
  name: string | null;
  kind: FileKind | null;
  mime: string;
  size: number;
  objectKey: string;
  previewKey: string | null;
  previewSize: number;
}

/** Of a message that this viewer may see; what stands in the bin, only who may put it back (`seesBin`). */
export async function findAttachment(
  sql: Sql,
  id: string,
  viewer: Viewer,
  seesBin: boolean,
): Promise<AttachmentFacts | null> {
  const { rows } = await sql.query<AttachmentFacts>(
    `select a.id, m.attachments -> a.place ->> 'name' as name, a.kind,
       coalesce(a.mime, '') as mime, coalesce(a.size, 0) as size, coalesce(a.object_key, '') as "objectKey",
       a.preview_key as "previewKey", coalesce(a.preview_size, 0) as "previewSize"
     from attachment a join message m on m.id = a.message_id join chat c on c.id = m.chat_id
     where a.id = $1 and a.state = 'ready' and (c.led is not null or $3::boolean) and ${visibleTo(2)}`,
    [id, viewer?.employeeId ?? null, seesBin],
  );
  return rows[0] ?? null;
}
