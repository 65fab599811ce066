import type { SilenceFact } from '../vocabulary.ts';
import { ODD, SURE, WEEKS_MIN } from '../usual.ts';
import type { Finding } from './finding.ts';

/**
 * Whether the page hears its clients. How long a silence is odd only says when to ask Meta: what Meta has and we do not
 * is an alarm, a quiet day is none. Where Meta does not say, a silence has to be out of all chance.
 */
export function judgeSilence(fact: SilenceFact, now: number): Finding {
  const { lastAt, weeks, usual, chance, missing } = fact;
  const minutes = lastAt === null ? undefined : Math.max(0, Math.floor((now - lastAt) / 60_000));
  const detail = { usual: Math.round(usual), ...(minutes === undefined ? {} : { minutes }) };
  if (missing !== null && missing > 0)
    return { state: 'broken', code: 'missed', detail: { ...detail, count: missing } };
  if (weeks < WEEKS_MIN || lastAt === null) return { state: 'ok', code: 'learning' };
  if (missing === null && chance < SURE) return { state: 'warning', code: 'silent', detail };
  return { state: 'ok', code: chance < ODD ? 'quiet' : 'heard', detail };
}
