import type { Sql } from '#db/connection/transaction.ts';
import type { Asked } from '#db/search/asked.ts';
import { DUE, KEPT, lastContacts, likeNames, OF_WORDS } from '#db/search/name-words.ts';
import { MAY_SEE } from './chosen.ts';
import { type ChatList, type Chosen, dress } from './dressed.ts';
import type { ChatFilter } from './filter.ts';
import { COUNTED } from './total.ts';

/** Further on a page is cut out of all that is found. */
const FAR = 1_000;

/** Nothing is asked beside words and pages, and the last contacts come first: so chats are kept by their words. */
export function isOfLastContacts(filter: ChatFilter): boolean {
  const { status, operatorId, from, to, sort, order, offset, after } = filter;
  const isWhole = status.length === 0 && operatorId === null && from === null && to === null;
  return isWhole && sort === 'lastContactAt' && order === 'desc' && after === null && offset < FAR;
}

const OF_KEPT = KEPT(MAY_SEE('n.page_id'));
/** One more than are counted says that there are more; two of several words may be of one name. */
const MOST = COUNTED + 1;

/**
 * `$1` viewer, `$2` page, `$3` numbers told already, `$4` limit, `$5` offset; `$6` clients and `$7` chats that were
 * found otherwise, `$8` words of names, and `$9` patterns of a name that has not been kept yet.
 */
const NAMED = `with ${DUE}, pending as materialized (
    select c.number from chat c where c.number = any(array(select d.number from due d)) and c.led is not null
      and ${MAY_SEE('c.page_id')} and exists (
        select 1 from client cl left join client_words w on w.client_id = cl.id
          left join contact k on k.id = cl.contact_id
        where cl.id = c.client_id
          and (' ' || w.folded like all($9::text[]) or ' ' || k.folded like all($9)))
  ), others as materialized (
    select c.number from chat c where (c.client_id = any(array(select unnest($6::text::uuid[])))
      or c.id = any(array(select unnest($7::text::uuid[])))) and c.led is not null and ${MAY_SEE('c.page_id')}
  ), found as materialized (
    select one.number from ${OF_WORDS('$8')} cross join lateral (
      select n.number from ${OF_KEPT} limit ${MOST}) one limit ${2 * MOST}
  ), counted as (
    select (select count(*) from (select distinct f.number from found f) one)
      + (select count(*) from pending)
      + (select count(*) from others o where o.number not in (select p.number from pending p)
        and (o.number in (select d.number from due d)
          or not exists (select 1 from named_chat n where n.number = o.number and n.word = any($8::text[])))) as n
  ), ${lastContacts({ words: '$8', kept: OF_KEPT, most: '($4::int + $5::int + cardinality($3::int[]))' })},
  chosen as (
    select c.number, c.last_contact_at as key from chat c where c.number = any(array(
      select l.number from latest l union select p.number from pending p union select o.number from others o))
      and c.led is not null and c.number not in (select unnest($3::int[]))
    order by c.last_contact_at desc, c.number desc limit $4 offset $5
  ) select counted.n::int as count, chosen.number, ((extract(epoch from chosen.key) * 1000000)::bigint)::text as key
  from counted left join chosen on true order by chosen.key desc, chosen.number desc`;

/**
 * Chats in whose names the words stand, with what was found otherwise: of any number of them only those are looked at
 * that are told, and the others are counted in an index alone.
 */
export async function listNamed(
  tx: Sql,
  filter: ChatFilter,
  asked: Asked,
  found: { words: string[]; clients: string; chats: string },
): Promise<ChatList> {
  const { rows } = await tx.query<{ count: number; number: number | null; key: string | null }>(NAMED, [
    filter.viewer?.employeeId ?? null,
    filter.pageId,
    filter.seen,
    filter.limit,
    filter.offset,
    found.clients,
    found.chats,
    found.words,
    likeNames(asked),
  ]);
  const chosen = rows.flatMap(({ number, key }): Chosen[] => (number === null ? [] : [{ number, key }]));
  const count = rows[0]?.count ?? 0;
  const isExact = count <= COUNTED;
  return { rows: await dress(tx, chosen), total: { count: isExact ? count : COUNTED, isExact } };
}
