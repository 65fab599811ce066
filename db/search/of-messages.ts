import type { Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { CHAT_OF_HIT, type Hit, HIT_TABLES, MAY_BE_TOLD } from './hit.ts';

/** Of these messages the newest of each chat, the newest first. */
export async function ofMessages(tx: Sql, ids: string[], viewer: Viewer, limit: number): Promise<Hit[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<Hit>(
    `select said.* from (
       select distinct on (c.id) 'message' as kind, ${CHAT_OF_HIT}, m.text, m.at,
         m.id as "messageId", m.direction
       from message m join chat c on c.id = m.chat_id ${HIT_TABLES}
       where m.id = any($2::uuid[]) and ${MAY_BE_TOLD} order by c.id, m.at desc, m.seq desc) said
     order by said.at desc limit $3`,
    [viewer?.employeeId ?? null, ids, limit],
  );
  return rows;
}
