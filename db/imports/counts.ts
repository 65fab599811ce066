import type { Sql } from '#db/connection/transaction.ts';
import type { RowOutcome, RowResult, RowUndone } from '#db/entities/crm/contact-import.ts';

/** How many rows are to become, became, and were taken back as what. */
export interface Counts {
  planned: Record<RowOutcome, number>;
  brought: Record<Exclude<RowResult, 'faulty'>, number>;
  takenBack: Record<RowUndone, number>;
}

export async function countRows(sql: Sql, importId: string): Promise<Counts> {
  const { rows } = await sql.query<{
    outcome: RowOutcome | null;
    result: RowResult | null;
    undone: RowUndone | null;
    count: string;
  }>(
    `select outcome, result, undone, count(*) as count from contact_import_row where import_id = $1
     group by outcome, result, undone`,
    [importId],
  );
  const counts: Counts = {
    planned: { new: 0, match: 0, repeat: 0, same: 0, faulty: 0 },
    brought: { made: 0, changed: 0, unchanged: 0, skipped: 0, same: 0 },
    takenBack: { removed: 0, restored: 0, kept: 0 },
  };
  for (const { outcome, result, undone, count } of rows) {
    if (outcome) counts.planned[outcome] += Number(count);
    if (result && result !== 'faulty') counts.brought[result] += Number(count);
    if (undone) counts.takenBack[undone] += Number(count);
  }
  return counts;
}
