import type { DriftFact } from '../vocabulary.ts';
import type { Finding } from './finding.ts';

/** Answers refused although their window was open: a few, and beside what clients wrote no trifle. */
const REFUSED_MIN = 3;
const REFUSED_SHARE = 0.02;
const KINDS_SHOWN = 5;

/** Whether Meta does otherwise than we know, by our own figures of some days. */
export function judgeDrift({ buttonsGone, refused, received, kinds }: DriftFact): Finding {
  if (refused >= REFUSED_MIN && refused >= REFUSED_SHARE * received)
    return { state: 'warning', code: 'windows_close_early', detail: { count: refused } };
  if (buttonsGone) return { state: 'warning', code: 'buttons_gone' };
  if (kinds.length > 0) return { state: 'warning', code: 'new_kinds', detail: { kinds: kinds.slice(0, KINDS_SHOWN) } };
  return { state: 'ok', code: 'as_known' };
}
