import type { RecoveredCode } from '#workflows/chat/vocabulary.ts';
import type { Standing } from './standing.ts';

export type Older = Extract<RecoveredCode, 'engine_forgot' | 'engine_restored' | 'database_restored'>;

/** What the engine's own data say of themselves. */
export interface Witnessed {
  /** A namespace gets a new id with new data. */
  engine: string;
  /** The newest beat that stands there. Null: nothing was ever counted. */
  beat: number | null;
  /** The beat that was written before it; null: none. */
  before: number | null;
}

/**
 * Which store is the older one. The engine has either the beat that our last one follows, since ours did not reach it,
 * or a later one with that one beside it. A call that was under way as the engine was put back may arrive afterwards,
 * and leaves the newest beat in old data: what stands beside it is older than it should be.
 */
export function compareStores(ours: Pick<Standing, 'engine' | 'beat' | 'after'>, theirs: Witnessed): Older | null {
  const newest = theirs.beat ?? 0;
  if (newest > ours.beat) return 'database_restored';
  if (ours.engine === null) return null;
  if (ours.engine !== theirs.engine) return 'engine_forgot';
  if (ours.after === null) return newest < ours.beat - 1 ? 'engine_restored' : null;
  const follows = newest === ours.after || (newest > ours.after && (theirs.before ?? 0) === ours.after);
  return follows ? null : 'engine_restored';
}
