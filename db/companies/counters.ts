import type { Sql } from '#db/connection/transaction.ts';
import type { DocumentKind } from '#workflows/documents/vocabulary.ts';

/** With which count the next document of a kind is issued. */
export type NextNumbers = Partial<Record<DocumentKind, number>>;

/** Documents with this count, or a later one, were issued. */
export class NumberTaken extends Error {}

/** This year's counts go on from here: forward only, so that no number is given twice. */
export async function raiseNumbers(tx: Sql, companyId: string, next: NextNumbers): Promise<void> {
  for (const [kind, count] of Object.entries(next)) {
    const { rowCount } = await tx.query(
      `insert into document_counter (company_id, kind, year, last)
       values ($1, $2, extract(year from now() at time zone 'Europe/Kyiv')::int, $3)
       on conflict (company_id, kind, year) do update set last = excluded.last
       where document_counter.last <= excluded.last`,
      [companyId, kind, count - 1],
    );
    if (rowCount === 0) throw new NumberTaken(`the next ${kind} cannot be ${count}`);
  }
}
