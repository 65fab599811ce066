import type { Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import type { Asked } from './asked.ts';
import { POSITION } from './position.ts';
import { saidBy } from './said.ts';

/** Messages in which the words stand, the newest first. */
export interface FoundMessages {
  ids: string[];
  /** Words that stand in many: only among the newest it was looked for them. */
  isCommon: boolean;
}

/** So many of the newest are looked through one by one, those of all pages together. */
const NEWEST = 10_000;
/** Where that many of them have the words, the older ones would be too many to be looked at. */
const COMMON = 40;
/** What was said in the last moment is not in the index yet. */
const FRESH = 1_000;

/** At most so many messages in which all the words stand, the newest first; `isDeep`: however common they are. */
export async function findMessages(
  tx: Sql,
  asked: Asked,
  { viewer, most, isDeep = false }: { viewer: Viewer; most: number; isDeep?: boolean },
): Promise<FoundMessages> {
  // Words of one letter or two are looked for beside others, and nowhere alone.
  if (asked.parts.length === 0) return { ids: [], isCommon: false };
  const fresh = await findFresh(tx, asked);
  const newest = isDeep ? [] : await findNewest(tx, asked, viewer, most);
  if (newest.length >= COMMON) return { ids: [...new Set([...fresh, ...newest])], isCommon: true };
  const all = await findAnywhere(tx, asked, viewer, most);
  return { ids: [...new Set([...fresh, ...all])], isCommon: false };
}

/** Of each page as many as it takes to be as many together; few pages have many each. */
async function findNewest(tx: Sql, { patterns }: Asked, viewer: Viewer, most: number): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select w.message_id as id from page p cross join lateral (
         select k.message_id, k.seq, k.folded from message_words k where k.page_id = p.id and k.seq is not null
         order by k.seq desc limit (select greatest(200, ${NEWEST} / greatest(count(*), 1)) from page)) w
     where ($2::text is null or exists (select 1 from page_access a where a.page_id = p.id and a.employee_id = $2))
       and w.folded like all($1::text[])
     order by w.seq desc limit $3`,
    [patterns, viewer?.employeeId ?? null, most],
  );
  return rows.map(({ id }) => id);
}

async function findAnywhere(tx: Sql, { parts, patterns }: Asked, viewer: Viewer, most: number): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select w.message_id as id from message_words w
     where trigrams(w.folded) @> $1::text[] and w.folded like all($2::text[])
       and ($3::text is null or w.page_id is null
         or w.page_id in (select a.page_id from page_access a where a.employee_id = $3))
     order by w.seq desc nulls last limit $4`,
    [parts, patterns, viewer?.employeeId ?? null, most],
  );
  return rows.map(({ id }) => id);
}

async function findFresh(tx: Sql, { patterns }: Asked): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select m.id from (
         select ref from change where (xid, id) > ${POSITION} and kind = 'message' order by xid desc, id desc
         limit ${FRESH}) c join message m on m.id = c.ref::uuid
     where ${saidBy('m."text"', 'm.attachments')} like all($1::text[])`,
    [patterns],
  );
  return rows.map(({ id }) => id);
}
