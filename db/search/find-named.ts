import type { Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { byKind } from '#db/chats/listing/chosen.ts';
import { valuesOf } from '#db/chats/listing/filter.ts';
import type { Asked } from './asked.ts';
import { type Hit, HIT_COLUMNS, HIT_TABLES } from './hit.ts';

/** A name that many have is one of some of these. */
const LAST = 2_000;

/** Chats of clients who are called so, among those of the last contacts. */
export async function findNamed(tx: Sql, { patterns }: Asked, viewer: Viewer, limit: number): Promise<Hit[]> {
  const last = {
    viewer,
    pageId: null,
    status: [],
    from: null,
    to: null,
    after: null,
    seen: [],
    limit: LAST,
    offset: 0,
  };
  const { rows } = await tx.query<Hit>(
    `with ${byKind('lastContactAt', 'desc', 'walked')}
     select 'name' as kind, ${HIT_COLUMNS}, cl.first_name || ' ' || cl.last_name as text
     from walked w join chat c on c.number = w.number ${HIT_TABLES} join client_words k on k.client_id = c.client_id
     where k.folded like all($12::text[]) order by w.key desc, w.number desc limit $13`,
    [...valuesOf({ ...last, operatorId: null, q: '', sort: 'lastContactAt', order: 'desc' }, null), patterns, limit],
  );
  return rows;
}
