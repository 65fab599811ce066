import type { Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { type Asked, trigramsOf } from './asked.ts';
import { POSITION } from './position.ts';
import { saidBy } from './said.ts';

/** Messages in which the words stand, the newest first. */
export interface FoundMessages {
  ids: string[];
  /** Those of them that are not in the index yet. */
  fresh: string[];
  /** Words that stand in many: only among the newest it was looked for them. */
  isCommon: boolean;
}

/** Words that stand in none of so many of the newest are rare: the index has few with them. */
const FIRST = 2_000;
/** So many of the newest are looked through one by one, those of all pages together. */
const NEWEST = 10_000;
/** Where that many of them have the words, the older ones would be too many to be looked at. */
const COMMON = 40;
/** Where at least so many do, a few times as many messages are looked through before the index. */
const SOME = 8;
const FURTHER = 50_000;
/** Of several words, which of them are rare is told by so many of the newest. */
const SAMPLE = 2_000;
/** A word that stands in more of those is common, and looked for in the index beside another one only. */
const OFTEN = 10;
/** What was said in the last moment is not in the index yet. */
const FRESH = 1_000;

/** At most so many messages in which all the words stand, the newest first; `isDeep`: however common they are. */
export async function findMessages(
  tx: Sql,
  asked: Asked,
  { viewer, most, isDeep = false }: { viewer: Viewer; most: number; isDeep?: boolean },
): Promise<FoundMessages> {
  // Words of one letter or two are looked for beside others, and nowhere alone.
  if (asked.parts.length === 0) return { ids: [], fresh: [], isCommon: false };
  const fresh = await findFresh(tx, asked);
  const isRare = isDeep || (await findNewest(tx, asked, viewer, { most: 1, among: FIRST })).length === 0;
  const newest = isRare ? [] : await findNewest(tx, asked, viewer, { most, among: NEWEST });
  const isSome = newest.length >= SOME && newest.length < COMMON;
  const more = isSome ? await findNewest(tx, asked, viewer, { most, among: FURTHER }) : newest;
  if (more.length >= COMMON) return { ids: [...new Set([...fresh, ...more])], fresh, isCommon: true };
  const all = await findAnywhere(tx, { ...asked, parts: await rareParts(tx, asked) }, viewer, most);
  return { ids: [...new Set([...fresh, ...all])], fresh, isCommon: false };
}

/** Of each page as many as it takes to be as many together; few pages have many each. */
async function findNewest(
  tx: Sql,
  { patterns }: Asked,
  viewer: Viewer,
  { most, among }: { most: number; among: number },
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select w.message_id as id from page p cross join lateral (
         select k.message_id, k.seq, k.folded from message_words k where k.page_id = p.id and k.seq is not null
         order by k.seq desc limit (select greatest(200, $4::int / greatest(count(*), 1)) from page)) w
     where ($2::text is null or exists (select 1 from page_access a where a.page_id = p.id and a.employee_id = $2))
       and w.folded like all($1::text[])
     order by w.seq desc limit $3`,
    [patterns, viewer?.employeeId ?? null, most, among],
  );
  return rows.map(({ id }) => id);
}

/**
 * What of several words is looked up in the index: letters of the rarest one, and of another where that one is common,
 * too. The others are seen in what is found: lists of the whole index that are read side by side cost more than that.
 */
async function rareParts(tx: Sql, { words, patterns, parts }: Asked): Promise<string[]> {
  if (words.length < 2) return parts;
  const counts = await countSampled(tx, patterns);
  const byRarity = words
    .map((word, at) => ({ parts: trigramsOf(word), n: counts[at] ?? 0 }))
    .filter((word) => word.parts.length > 0)
    .toSorted((one, other) => one.n - other.n || other.parts.length - one.parts.length);
  const rarest = byRarity.slice(0, (byRarity[0]?.n ?? 0) > OFTEN ? 2 : 1).flatMap((word) => word.parts);
  return rarest.length > 0 ? [...new Set(rarest)] : parts;
}

/** In how many of the newest messages each of them stands. */
async function countSampled(tx: Sql, patterns: string[]): Promise<number[]> {
  const { rows } = await tx.query<{ counts: number[] }>(
    `with sample as materialized (
         select n.folded from page p cross join lateral (
           select k.folded from message_words k where k.page_id = p.id and k.seq is not null order by k.seq desc
           limit (select ${SAMPLE} / greatest(count(*), 1) from page)) n
       ) select array(select (select count(*)::int from sample s where s.folded like w.pattern)
         from unnest($1::text[]) with ordinality w (pattern, n) order by w.n) as counts`,
    [patterns],
  );
  return rows[0]?.counts ?? [];
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
