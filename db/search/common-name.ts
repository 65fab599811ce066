import type { Sql } from '#db/connection/transaction.ts';
import type { Asked } from './asked.ts';

/** Some eight hundred names. */
const PAGES = 8;

/**
 * Whether more than so many clients, and such a share of all, are likely to be called so: the newest names tell. Of
 * those the index would be read whole before the first one is told.
 */
export async function isCommonName(
  tx: Sql,
  { patterns }: Asked,
  { most, share }: { most: number; share: number },
): Promise<boolean> {
  const { rows } = await tx.query<{ called: number; sampled: number; times: number }>(
    `with pages as materialized (
         select (pg_relation_size('client_words') / current_setting('block_size')::int)::int as n)
     select count(*) filter (where folded like all($1::text[]))::int as called, count(*)::int as sampled,
       (select greatest(n / ${PAGES}, 1) from pages) as times
     from client_words where ctid >= (select ('(' || greatest(n - ${PAGES}, 0) || ',0)')::tid from pages)`,
    [patterns],
  );
  const { called, sampled, times } = rows[0] ?? { called: 0, sampled: 0, times: 1 };
  return called * times > most && called > sampled * share;
}
