import type { Sql } from '#db/connection/transaction.ts';
import { tellDocument } from './told.ts';

/** Meta takes no larger file (messenger-platform §3.4). */
export const FILE_MOST = 25 * 1024 * 1024;

/** Meta took no such file: of another kind, or larger, than it wants (messenger-platform §7.2). */
const REFUSED = `array['100/2018047', '100/2018109']`;

/** Sendings whose file went the ordinary way and was not taken. */
export async function listNotTaken(sql: Sql): Promise<{ id: string; documentId: string }[]> {
  const { rows } = await sql.query<{ id: string; documentId: string }>(
    `select s.id, s.document_id as "documentId" from document_sending s left join message m on m.id = s.message_id
     where s.link is null and s.updated_at > now() - interval '7 days' and (
       s.state = 'refused' and s.reason = 'too_large'
       or s.state = 'accepted' and m.state = 'failed' and m.reason_detail = any(${REFUSED}))`,
  );
  return rows;
}

/** It goes once more, as a link; where another one is under way already, that one is enough. */
export async function sendAsLink(sql: Sql, id: string, link: string): Promise<void> {
  const { rows } = await sql.query<{ documentId: string }>(
    `update document_sending s set link = $2, state = 'made', reason = null, message_id = null, updated_at = now()
     where s.id = $1 and s.link is null and s.state in ('refused', 'accepted') and not exists (
       select 1 from document_sending o where o.document_id = s.document_id and o.chat_id = s.chat_id
         and o.state in ('waiting', 'made', 'held'))
     returning s.document_id as "documentId"`,
    [id, link],
  );
  if (rows[0]) await tellDocument(sql, rows[0].documentId);
}
