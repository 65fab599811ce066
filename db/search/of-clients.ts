import type { Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import type { Asked } from './asked.ts';
import type { RankedClient } from './balance.ts';
import { type Hit, HIT_COLUMNS, HIT_TABLES, MAY_BE_TOLD } from './hit.ts';

/** The chat with this number. */
export async function ofNumber(tx: Sql, number: number, viewer: Viewer): Promise<Hit[]> {
  const { rows } = await tx.query<Hit>(
    `select 'number' as kind, ${HIT_COLUMNS}, c.number::text as text from chat c ${HIT_TABLES}
     where c.number = $2 and ${MAY_BE_TOLD}`,
    [viewer?.employeeId ?? null, number],
  );
  return rows;
}

/** Of each client their newest chat; the best first, then those of the last contact. */
export async function ofClients(tx: Sql, found: RankedClient[], viewer: Viewer, limit: number): Promise<Hit[]> {
  if (found.length === 0) return [];
  const { rows } = await tx.query<Hit>(
    `select f.kind, ${HIT_COLUMNS}, case when f.kind = 'name' then cl.first_name || ' ' || cl.last_name else f.text end
         as text
     from unnest($2::uuid[], $3::text[], $4::text[], $5::int[]) f (client_id, kind, text, rank)
     cross join lateral (select * from chat where client_id = f.client_id and led is not null
       order by created_at desc limit 1) c
     ${HIT_TABLES} where ${MAY_BE_TOLD} order by f.rank, c.last_contact_at desc limit $6`,
    [
      viewer?.employeeId ?? null,
      found.map(({ clientId }) => clientId),
      found.map(({ kind }) => kind),
      found.map(({ text }) => text),
      found.map(({ rank }) => rank),
      limit,
    ],
  );
  return rows;
}

const PAGES = 5;

/** Of each page that is called so, the chat of its last contact. */
export async function ofPages(tx: Sql, { patterns, parts }: Asked, viewer: Viewer): Promise<Hit[]> {
  // A letter or two stand in the name of every page.
  if (parts.length === 0) return [];
  const { rows } = await tx.query<Hit>(
    `select 'page' as kind, ${HIT_COLUMNS}, p.name as text from page named cross join lateral (
         select one.* from unnest('{new,answered,in_progress,finished}'::text[]) status,
           unnest('{true,false}'::boolean[]) led
         cross join lateral (select * from chat where page_id = named.id and chat.status = status.status
           and chat.led = led.led order by last_contact_at desc, number desc limit 1) one
         order by one.last_contact_at desc limit 1) c ${HIT_TABLES}
     where fold(named.name) like all($2::text[]) and ${MAY_BE_TOLD} order by p.name limit ${PAGES}`,
    [viewer?.employeeId ?? null, patterns],
  );
  return rows;
}
