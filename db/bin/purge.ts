import type { Pool } from 'pg';

/**
 * Deletes chats for good that were put into the bin more than so many days ago, with all that was said, heard and
 * decided in them, and says in the audit how many. One that somebody has in hand is left for the next time. Returns how
 * many went.
 */
export async function purge(pool: Pool, days: number, lot: number): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `with held as (
       select cl.id, d.chat_id
       from deleted_chat d join chat c on c.id = d.chat_id join client cl on cl.id = c.client_id
       where d.at < now() - make_interval(days => $1::int) order by cl.id limit $2
       for update of cl, d skip locked
     ), gone as (
       delete from chat where id in (select chat_id from held) and led is null returning id
     ), heard as (
       delete from chat_input i using held where i.client_id = held.id and i.chat_id = held.chat_id
     ), noted as (
       insert into audit (kind, detail) select 'chats_purged', jsonb_build_object('chats', count(*)) from gone
       having count(*) > 0
     )
     select count(*)::int as count from gone`,
    [days, lot],
  );
  return rows[0]?.count ?? 0;
}
