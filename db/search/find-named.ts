import type { Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { BRANCH_OF_KINDS, byKind, OF_KIND } from '#db/chats/listing/chosen.ts';
import { valuesOf } from '#db/chats/listing/filter.ts';
import { ordered } from '#db/chats/listing/place.ts';
import type { Asked } from './asked.ts';
import { beginningOf } from './find-clients.ts';
import { type Hit, HIT_COLUMNS, HIT_TABLES } from './hit.ts';

/** A name that many have is one of some of these; and what only stands within names, of these. */
const AMONG = 1_500;
const FURTHER = 3_000;

/** Of those of the last contacts the newest chats of clients who are called so: first where a name begins with it. */
export async function findNamed(tx: Sql, asked: Asked, viewer: Viewer, limit: number): Promise<Hit[]> {
  const first = await findAmong(tx, asked, viewer, { among: AMONG, limit, isBeginning: true });
  if (first.length === limit) return first;
  const known = new Set(first.map(({ number }) => number));
  const further = await findAmong(tx, asked, viewer, { among: FURTHER, limit, isBeginning: false });
  return [...first, ...further.filter(({ number }) => !known.has(number))].slice(0, limit);
}

const ANY_STATUS: string[] = [];

/**
 * A moment since which there were at least so many last contacts; null: there are fewer. The last ones of each kind of
 * chats tell: those of one kind alone would be as many again from each.
 */
async function sinceWhen(tx: Sql, viewer: Viewer, among: number): Promise<Date | null> {
  const { rows } = await tx.query<{ since: Date }>(
    `with ${BRANCH_OF_KINDS} select one.since from branch b cross join lateral (
       select c.last_contact_at as since from chat c where ${OF_KIND} order by c.last_contact_at desc, c.number desc
       limit (select 2 * $5::int / greatest(count(*), 1) + 1 from branch)) one
     order by one.since desc offset $5::int - 1 limit 1`,
    [viewer?.employeeId ?? null, null, ANY_STATUS, null, among],
  );
  return rows[0]?.since ?? null;
}

const BEGINS = `and ' ' || c.folded like '% ' || $14`;

/**
 * In their order, so that nobody is looked at behind the last one that is told, and one by one (`offset 0`): names that
 * are thought to be few would be gone through themselves, all of them.
 */
async function findAmong(
  tx: Sql,
  { patterns, words }: Asked,
  viewer: Viewer,
  { among, limit, isBeginning }: { among: number; limit: number; isBeginning: boolean },
): Promise<Hit[]> {
  const from = await sinceWhen(tx, viewer, among);
  const last = { viewer, pageId: null, status: [], from, to: null, after: null, seen: [], offset: 0 };
  const { rows } = await tx.query<Hit>(
    `with ${byKind('lastContactAt', 'desc', 'walked')}
     select 'name' as kind, ${HIT_COLUMNS}, cl.first_name || ' ' || cl.last_name as text
     from walked w cross join lateral (
         select c.number, c.client_id, c.page_id, c.status, c.created_at, c.last_contact_at, k.folded
         from chat c join client_words k on k.client_id = c.client_id where c.number = w.number offset 0) c
       ${HIT_TABLES}
     where c.folded like all($12::text[]) ${isBeginning ? BEGINS : ''} and not exists (
       select 1 from chat later where later.client_id = c.client_id and later.created_at > c.created_at
         and later.led is not null)
     ${ordered('w', 'desc')} limit $13`,
    [
      ...valuesOf({ ...last, limit: among, operatorId: null, q: '', sort: 'lastContactAt', order: 'desc' }, null),
      patterns,
      limit,
      ...(isBeginning ? [beginningOf(words)] : []),
    ],
  );
  return rows;
}
