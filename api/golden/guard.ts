import { replaceExpected } from '#db/golden/write.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { ApiError } from '../errors/error.ts';
import type { Trial } from '#workflows/golden/trial.ts';
import { runGolden } from './run.ts';
import { resultsOf } from './words.ts';

/**
 * Runs the golden chats which a publication concerns, inside its transaction. What would come out otherwise than
 * expected refuses it, unless it is accepted by its id: then it is what is expected from now on.
 */
export async function guardGolden(tx: Sql, trial: Trial & { before: Trial['own'] }, accept: string[]): Promise<void> {
  const different = (await runGolden(tx, trial)).filter(({ differences }) => differences.length > 0);
  const accepted = new Set(accept);
  const refused = different.filter(({ golden }) => !accepted.has(golden.id));
  if (refused.length > 0) throw new ApiError('GOLDEN_DIFFERS', await detailsOf(tx, refused, trial));
  for (const { golden, actual, versions } of different) await replaceExpected(tx, golden.id, actual, versions);
}

async function detailsOf(
  tx: Sql,
  refused: Awaited<ReturnType<typeof runGolden>>,
  trial: Parameters<typeof guardGolden>[1],
) {
  const results = await resultsOf(tx, refused, [trial.before, trial.installation]);
  return results.map(({ same: _differs, ...result }) => result);
}
