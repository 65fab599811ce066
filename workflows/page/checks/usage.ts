import type { UsageFact } from '../vocabulary.ts';
import type { Finding } from './finding.ts';

/** From here on our own looks step back, and admins are told: at a hundred Meta refuses. */
export const HIGH_PERCENT = 75;
/** It has to fall well below that, or it would be said again and again. */
const LOW_PERCENT = 60;

/** How much of what Meta allows is used, by the headers of its answers; null: none said anything lately. */
export function judgeUsage(fact: UsageFact | null, before: Finding, now: number): Finding {
  if (fact?.until && fact.until > now)
    return { state: 'warning', code: 'limited', detail: { percent: fact.percent, until: fact.until } };
  const percent = fact?.percent ?? 0;
  const isHigh = percent >= (before.code === 'low' || before.code === 'not_asked' ? HIGH_PERCENT : LOW_PERCENT);
  return isHigh ? { state: 'warning', code: 'high', detail: { percent } } : { state: 'ok', code: 'low' };
}
