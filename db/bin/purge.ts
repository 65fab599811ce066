import type { Pool } from 'pg';

/**
 * By which keys the events of the chats' messages came (`api/webhooks/keys.ts`): all of a name, or those that begin
 * with it and a colon. Receipts are the client's, and go with the messages they speak of.
 */
const NAMES = `mine as (
    select m.mid, m.key, m.page_id, p.facebook_id as page, cl.psid
    from held join message m on m.chat_id = held.chat_id join page p on p.id = m.page_id
      join client cl on cl.id = m.client_id
  ), name as (
    select page || ':' || kind || ':' || mid as key, null as mid
    from mine cross join unnest(array['mid', 'echo', 'unsend', 'edit', 'reaction']) as kind where mid is not null
    union select page || ':' || key, null from mine where mid is null and key like 'call:%'
    union select key, null from mine where mid is null and key is not null
    union select page || ':delivery:' || psid, mid from mine where mid is not null
  )`;

/** Found by the index: where letters stand in the order of their codes, nothing lies beyond the last of them. */
const RAW = `raw as (
    delete from inbound_event e using name
    where e.key >= name.key and e.key < name.key || ':' || U&'\\+10FFFF'
      and (e.key = name.key or starts_with(e.key, name.key || ':'))
      and (name.mid is null or strpos(e.raw, name.mid) > 0)
  ), early as (
    delete from early_event e using mine where e.page_id = mine.page_id and e.about = mine.mid
  )`;

/**
 * Deletes chats for good that were put into the bin more than so many days ago, with all that was said, heard and
 * decided in them, the events it came by and the examples that were made of them included, and says in the audit how
 * many. One that somebody has in hand is left for the next time. Returns how many went.
 */
export async function purge(pool: Pool, days: number, lot: number): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `with held as (
       select cl.id, d.chat_id
       from deleted_chat d join chat c on c.id = d.chat_id join client cl on cl.id = c.client_id
       where d.at < now() - make_interval(days => $1::int) and c.led is null order by cl.id limit $2
       for update of cl, d skip locked
     ), ${NAMES}, ${RAW}, gone as (
       delete from chat where id in (select chat_id from held) and led is null returning id
     ), heard as (
       delete from chat_input i using held where i.client_id = held.id and i.chat_id = held.chat_id
     ), unpinned as (
       delete from golden_chat g using held where g.chat_id = held.chat_id returning g.id
     ), noted as (
       insert into audit (kind, detail) select 'chats_purged', jsonb_strip_nulls(jsonb_build_object(
         'chats', count(*), 'golden', nullif((select count(*) from unpinned), 0))) from gone
       having count(*) > 0
     )
     select count(*)::int as count from gone`,
    [days, lot],
  );
  return rows[0]?.count ?? 0;
}
