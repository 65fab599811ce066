import type { Sql } from '#db/connection/transaction.ts';
import type { DocumentKind } from '#workflows/documents/vocabulary.ts';

/** With which count the next document of a kind is issued. */
export type NextNumbers = Partial<Record<DocumentKind, number>>;

/** Documents with this count, or a later one, were issued. */
export class NumberTaken extends Error {}

/** As `periodOf` of the core has it, of the company `o`. */
const periodAt = (day: string): string => `case o.number_restart when 'never' then 0
  when 'monthly' then to_char(${day}, 'YYYYMM')::int else to_char(${day}, 'YYYY')::int end`;
/** The one that counts today. */
export const PERIOD_NOW = periodAt(`now() at time zone 'Europe/Kyiv'`);

/** The counts of this period go on from here: forward only, so that no number is given twice. */
export async function raiseNumbers(tx: Sql, companyId: string, next: NextNumbers): Promise<void> {
  for (const [kind, count] of Object.entries(next)) {
    const { rowCount } = await tx.query(
      `insert into document_counter (company_id, kind, period, last)
       select o.id, $2, ${PERIOD_NOW}, $3 from company o where o.id = $1
       on conflict (company_id, kind, period) do update set last = excluded.last
       where document_counter.last <= excluded.last`,
      [companyId, kind, count - 1],
    );
    if (rowCount === 0) throw new NumberTaken(`the next ${kind} cannot be ${count}`);
  }
}

/**
 * Numbers begin anew at other times from now on: each series goes on after the last count that was given in its days,
 * by whatever rule, and that of today where the one until now stood. Nobody issues in its name meanwhile.
 */
export async function carryNumbers(tx: Sql, companyId: string, next: NextNumbers): Promise<void> {
  await tx.query(
    `insert into document_counter (company_id, kind, period, last)
     select $1, given.kind, given.period, max(given.last) from (
       select d.kind, ${periodAt('d.date')} as period, d.number_count as last
       from document d join company o on o.id = d.company_id where d.company_id = $1 and d.number_count is not null
       union all select n.kind, ${PERIOD_NOW}, n.count::int - 1
       from company o, jsonb_each_text($2::jsonb) n (kind, count) where o.id = $1
     ) given group by given.kind, given.period having max(given.last) > 0
     on conflict (company_id, kind, period) do update
       set last = greatest(document_counter.last, excluded.last)`,
    [companyId, JSON.stringify(next)],
  );
}
