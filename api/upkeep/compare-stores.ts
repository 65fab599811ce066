import type { Standing } from '#db/epoch/standing.ts';
import type { Witness } from '#platform/witness.ts';
import type { RecoveredCode } from '#workflows/chat/vocabulary.ts';

export type Older = Extract<RecoveredCode, 'engine_forgot' | 'engine_restored' | 'database_restored'>;

/**
 * Which store is the older one. The engine has either the beat that our last one follows, since ours did not reach it,
 * or a later one with that one beside it. A call that was under way as the engine was put back may arrive afterwards,
 * and leaves the newest beat in old data: what stands beside it is older than it should be.
 */
export function compareStores(
  ours: Pick<Standing, 'engine' | 'beat' | 'after'>,
  theirs: Pick<Witness, 'engine' | 'beat' | 'before'>,
): Older | null {
  const newest = theirs.beat ?? 0;
  if (newest > ours.beat) return 'database_restored';
  if (ours.engine === null) return null;
  if (ours.engine !== theirs.engine) return 'engine_forgot';
  if (ours.after === null) return newest < ours.beat - 1 ? 'engine_restored' : null;
  const follows = newest === ours.after || (newest > ours.after && (theirs.before ?? 0) === ours.after);
  return follows ? null : 'engine_restored';
}
