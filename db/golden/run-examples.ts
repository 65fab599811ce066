import type { Sql } from '#db/connection/transaction.ts';
import { type Ran, settingsByPage, type Trial, tryPinned } from '#workflows/golden/trial.ts';
import { type GoldenExample, readExamples } from './read.ts';

/** Examples in memory at once; between two lots others have their turn. */
const LOT = 10;

/** Runs every golden chat of the scope under what would be in force for its page. */
export async function runExamples(sql: Sql, trial: Trial): Promise<Ran<GoldenExample>[]> {
  const all: Ran<GoldenExample>[] = [];
  const settings = settingsByPage(trial);
  for (let after: string | null = null; ;) {
    const lot = await readExamples(sql, trial.pageId, after, LOT);
    for (const golden of lot.examples) all.push(tryPinned(golden, trial, settings(golden)));
    if (lot.next === null) return all;
    after = lot.next;
  }
}
