import { type GoldenExample, readExamples } from '#db/golden/read.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { type Ran, settingsByPage, type Trial, tryOne } from '#workflows/golden/trial.ts';

/** Examples in memory at once; between two lots other requests have their turn. */
const LOT = 10;

type Lot = Awaited<ReturnType<typeof readExamples>>;

/** Runs every golden chat of the scope under what would be in force for its page. */
export async function runGolden(sql: Sql, trial: Trial): Promise<Ran<GoldenExample>[]> {
  const all: Ran<GoldenExample>[] = [];
  const settings = settingsByPage(trial);
  for (let after: string | null = null; ;) {
    const lot: Lot = await readExamples(sql, trial.pageId, after, LOT);
    for (const golden of lot.examples) all.push(tryOne(golden, trial, settings(golden)));
    if (lot.next === null) return all;
    after = lot.next;
  }
}
