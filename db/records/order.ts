import type { Sql } from '#db/connection/transaction.ts';

/** Puts one of a list before another of its kind, or to the end; whoever calls has locked the table. */
export async function movedTo(
  tx: Sql,
  table: 'source' | 'record_status',
  id: string,
  before: string | null,
): Promise<void> {
  await tx.query(
    `update ${table} r set position = n.position from (
       select o.id, row_number() over (order by case when o.id = m.id
         then coalesce((select b.position - 0.5 from ${table} b where b.id = $2 and b.kind = m.kind),
           'infinity'::float8)
         else o.position end, o.id)::int as position
       from ${table} m join ${table} o on o.kind = m.kind where m.id = $1) n
     where r.id = n.id and r.position <> n.position`,
    [id, before],
  );
}
