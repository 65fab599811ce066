import type { Sql } from '#db/connection/transaction.ts';
import type { Ran, Trial } from '#workflows/golden/trial.ts';
import type { GoldenExample } from './read.ts';
import { runExamples } from './run-examples.ts';
import { replaceExpected } from './write.ts';

/**
 * Runs the golden chats which a publication concerns, inside its transaction, and gives those of which something else
 * would come than expected, unless it is accepted by the example's id: then it is what is expected from now on.
 */
export async function guardGolden(tx: Sql, trial: Trial, accept: string[]): Promise<Ran<GoldenExample>[]> {
  const different = (await runExamples(tx, trial)).filter(({ differences }) => differences.length > 0);
  const accepted = new Set(accept);
  const refused = different.filter(({ golden }) => !accepted.has(golden.id));
  if (refused.length > 0) return refused;
  for (const { golden, actual, versions } of different) await replaceExpected(tx, golden.id, actual, versions);
  return [];
}
