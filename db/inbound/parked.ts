import type { Sql } from '#db/connection/transaction.ts';

/** Events of one kind that nobody could read. */
export interface ParkedRow {
  /** `parked: unknown calls`; of a page that is not connected, the event's own kind. */
  kind: string;
  page: { id: string; name: string } | null;
  count: number;
  since: Date;
  last: Date;
  /** The beginning of the newest one. */
  raw: string;
}

const RAW_MAX = 20_000;

/** All that is parked, the newest first, counted by kind and page; and deliveries that were put aside. */
export async function countParked(sql: Sql): Promise<ParkedRow[]> {
  const { rows } = await sql.query<ParkedRow>(
    `with parked as (
       select kind, page_facebook_id, count(*)::int as count, min(received_at) as since, max(received_at) as last,
         max(id) as newest
       from inbound_event where parked group by kind, page_facebook_id)
     select p.kind, case when page.id is not null then json_build_object('id', page.id, 'name', page.name) end as page,
       p.count, p.since, p.last, left(e.raw, $1) as raw
     from parked p join inbound_event e on e.id = p.newest left join page on page.facebook_id = p.page_facebook_id
     union all
     select 'parked: delivery', null, count(*)::int, min(received_at), max(received_at), '' from delivery
     where aside_at is not null having count(*) > 0
     order by last desc limit 200`,
    [RAW_MAX],
  );
  return rows;
}
