import type { Pool } from 'pg';
import { LIFE } from '#db/epoch/standing.ts';
import type { QuickReply } from '#db/entities/message.ts';
import type { FileFacts } from '#db/files/read.ts';

/** A message on its way out. */
export interface Outgoing {
  id: string;
  clientId: string;
  pageId: string;
  chatId: string;
  text: string;
  quickReplies: QuickReply[] | null;
  /** Sent in place of a text, under the name it has in this message. */
  file: FileFacts | null;
  psid: string;
  pageFacebookId: string;
  sealedToken: string;
  attempts: number;
  sendingAt: Date;
}

const OUTGOING = `m.id, m.client_id as "clientId", m.page_id as "pageId", m.chat_id as "chatId", m.text, m.quick_replies as "quickReplies", m.attempts,
  m.sending_at as "sendingAt", c.psid, p.facebook_id as "pageFacebookId", p.sealed_token as "sealedToken",
  (select json_build_object('id', f.id, 'name', m.attachments -> 0 ->> 'name', 'mime', f.mime, 'kind', f.kind, 'size', f.size)
   from file f where f.id = m.file_id) as file`;

/**
 * Takes up to `limit` messages to send. The rows are `sending` and committed before anything leaves, so that a process that dies
 * meanwhile leaves a trace. Per client strictly in order and one at a time; a page that is paused gets one probe. A database that was started
 * anew gives nothing until it was compared with the engine: an older copy does not know what has left since.
 */
export async function claimMessages(pool: Pool, limit: number): Promise<Outgoing[]> {
  const { rows } = await pool.query<Outgoing>(
    `with claimed as (
       update message set state = 'sending', sending_at = now(), attempts = attempts + 1, reason_code = null, reason_detail = null
       where id in (
         select m.id from message m join page p on p.id = m.page_id
         where m.direction = 'out' and m.state = 'queued' and m.decided
           and (m.next_try_at is null or m.next_try_at <= now())
           and coalesce((select value #>> '{}' = ${LIFE} from installation where name = 'life'), true)
           and p.health in ('ok', 'paused') and (p.paused_until is null or p.paused_until <= now())
           and (p.health = 'ok' or m.seq = (
             select min(x.seq) from message x
             where x.page_id = p.id and x.direction = 'out' and x.decided and x.state in ('queued', 'sending')))
           and not exists (
             select 1 from message e
             where e.client_id = m.client_id and e.direction = 'out'
               and (e.state = 'sending' or (e.seq < m.seq
                 and (e.state = 'queued' or (e.state = 'unknown' and e.reason_code = 'database_restored')))))
         order by m.seq limit $1 for update of m skip locked)
         and state = 'queued'
       returning *
     ), told as (
       insert into change (kind, page_id, chat_id, ref) select 'message', page_id, chat_id, id::text from claimed
     )
     select ${OUTGOING}
     from claimed m join client c on c.id = m.client_id join page p on p.id = m.page_id order by m.seq`,
    [limit],
  );
  return rows;
}

/** A message that has been `sending` for longer than any call of its sort lasts: its process died, and nobody knows. */
export async function findAbandoned(pool: Pool, olderThanMs: { text: number; file: number }): Promise<Outgoing[]> {
  const { rows } = await pool.query<Outgoing>(
    `select ${OUTGOING}
     from message m join client c on c.id = m.client_id join page p on p.id = m.page_id
     where m.direction = 'out' and m.state = 'sending'
       and m.sending_at < now() - make_interval(secs => case when m.file_id is null then $1::float else $2::float end / 1000)
     limit 100`,
    [olderThanMs.text, olderThanMs.file],
  );
  return rows;
}

export interface Unknown extends Outgoing {
  lookups: number;
  /** PostgreSQL was put back to an older copy: it may have left since, or never. */
  doubted: boolean;
}

/** Messages whose fate is unknown and that are due to be looked up at Facebook. */
export async function findUnknown(pool: Pool, limit: number): Promise<Unknown[]> {
  const { rows } = await pool.query<Unknown>(
    `select ${OUTGOING}, m.lookups, m.reason_code = 'database_restored' as doubted
     from message m join client c on c.id = m.client_id join page p on p.id = m.page_id
     where m.direction = 'out' and m.state = 'unknown' and m.next_try_at <= now() and p.health <> 'reconnect'
     order by m.next_try_at limit $1`,
    [limit],
  );
  return rows;
}
