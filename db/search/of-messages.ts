import type { Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import type { Asked } from './asked.ts';
import { CHAT_OF_HIT, type Hit, HIT_TABLES, MAY_BE_TOLD } from './hit.ts';
import { fileNames } from './said.ts';

/** So many times as are told are looked at first: some are of one chat. */
const FIRST = 2;

/**
 * Of these messages, the newest first, the newest of each chat; where its text has no such words, its files have. Older
 * ones are looked at where there are too few.
 */
export async function ofMessages(
  tx: Sql,
  asked: Asked,
  ids: string[],
  { viewer, limit }: { viewer: Viewer; limit: number },
): Promise<Hit[]> {
  const first = await ofThese(tx, asked, ids.slice(0, FIRST * limit), { viewer, limit });
  return first.length < limit && ids.length > FIRST * limit ? ofThese(tx, asked, ids, { viewer, limit }) : first;
}

async function ofThese(
  tx: Sql,
  { patterns }: Asked,
  ids: string[],
  { viewer, limit }: { viewer: Viewer; limit: number },
): Promise<Hit[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<Hit>(
    // Folding is dear: only of those that are told.
    `select said.kind, ${CHAT_OF_HIT},
       case said.kind when 'file' then ${fileNames('m.attachments')} else m.text end as text, m.at, m.id as "messageId",
       m.direction
     from (select newest.id from (
         select distinct on (m.chat_id) m.id, m.at, m.chat_id from message m where m.id = any($2::uuid[])
         order by m.chat_id, m.at desc, m.seq desc) newest
       join chat c on c.id = newest.chat_id where ${MAY_BE_TOLD} order by newest.at desc limit $3) told
     join message m on m.id = told.id join chat c on c.id = m.chat_id ${HIT_TABLES} cross join lateral (
       select case when fold(m.text) like all($4::text[]) then 'message' else 'file' end as kind) said
     order by m.at desc`,
    [viewer?.employeeId ?? null, ids, limit, patterns],
  );
  return rows;
}
