import type { Sql } from '#db/connection/transaction.ts';

/** Rows of one table that are not needed any more. */
export interface Outdated {
  table: string;
  /** Which rows; `$1`: their age, in whatever `where` makes of it. */
  where: string;
  age: number;
}

/** The condition that a moment lies more than `$1` days back. */
export const olderThanDays = (column: string): string => `${column} < now() - make_interval(days => $1)`;

/**
 * Deletes at most `lot` rows: nobody waits long for one statement, and what has piled up for years goes in many. Rows
 * that somebody holds are left for the next time. Returns how many went.
 */
export async function deleteLot(sql: Sql, { table, where, age }: Outdated, lot: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit $2
     for update skip locked))`,
    [age, lot],
  );
  return rowCount ?? 0;
}
