import type { Pool } from 'pg';

const READS = /(Seq|Index|Index Only|Bitmap Index) Scan/;
/** All messages of a page are as good as all. */
const OF_A_PAGE = /^Index Cond: \((\w+\.)?page_id = [^()]*\)$/;

/**
 * What a statement would read whole, tables and indexes, by its plan for all values: as it is made in a database where
 * there is nothing yet, and kept for as long as nobody counts the tables anew.
 */
export async function readsWhole(pool: Pool, statement: string): Promise<string[]> {
  const { rows } = await pool.query<Record<'QUERY PLAN', string>>(`explain (generic_plan, costs off) ${statement}`);
  const lines = rows.map((line) => line['QUERY PLAN'].trim());
  return lines.filter((line, at) => READS.test(line) && isWhole(line, lines[at + 1] ?? ''));
}

const isWhole = (line: string, next: string): boolean =>
  !next.startsWith('Index Cond') || (/ on message\b/.test(line) && OF_A_PAGE.test(next));
