import type { Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { byKind } from '#db/chats/listing/chosen.ts';
import { valuesOf } from '#db/chats/listing/filter.ts';
import type { Asked } from './asked.ts';
import { beginningOf } from './find-clients.ts';
import { type Hit, HIT_COLUMNS, HIT_TABLES } from './hit.ts';

/** A name that many have is one of some of these; and what only stands within names, of these. */
const AMONG = 1_000;
const FURTHER = 3_000;

/** Of those of the last contacts the newest chats of clients who are called so: first where a name begins with it. */
export async function findNamed(tx: Sql, asked: Asked, viewer: Viewer, limit: number): Promise<Hit[]> {
  const first = await findAmong(tx, asked, viewer, { among: AMONG, limit, isBeginning: true });
  return first.length < limit ? findAmong(tx, asked, viewer, { among: FURTHER, limit, isBeginning: false }) : first;
}

const BEGINS = `' ' || k.folded like '% ' || $13`;

/** In their order, so that nobody is looked at behind the last one that is told. */
async function findAmong(
  tx: Sql,
  { patterns, words }: Asked,
  viewer: Viewer,
  { among, limit, isBeginning }: { among: number; limit: number; isBeginning: boolean },
): Promise<Hit[]> {
  const last = { viewer, pageId: null, status: [], from: null, to: null, after: null, seen: [], offset: 0 };
  const { rows } = await tx.query<Hit>(
    `with ${byKind('lastContactAt', 'desc', 'walked')}
     select 'name' as kind, ${HIT_COLUMNS}, cl.first_name || ' ' || cl.last_name as text
     from walked w join chat c on c.number = w.number ${HIT_TABLES} join client_words k on k.client_id = c.client_id
     where k.folded like all($12::text[]) ${isBeginning ? `and ${BEGINS}` : ''} and not exists (
       select 1 from chat later where later.client_id = c.client_id and later.created_at > c.created_at
         and later.led is not null)
     order by ${isBeginning ? '' : `(${BEGINS}) desc,`} w.key desc nulls last, w.number desc limit $14`,
    [
      ...valuesOf({ ...last, limit: among, operatorId: null, q: '', sort: 'lastContactAt', order: 'desc' }, null),
      patterns,
      beginningOf(words),
      limit,
    ],
  );
  return rows;
}
