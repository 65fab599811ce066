import { HIGH_PERCENT } from './checks/usage.ts';
import type { Health, Looked } from './vocabulary.ts';

const MINUTE_MS = 60_000;
/** Where nothing is the matter. */
export const EVERY_MS = 60 * MINUTE_MS;
/** Looks of hundreds of pages spread by themselves: each comes a little sooner or later. */
const SPREAD = 0.1;
/** A silence that is odd is asked about, but a page that is always on the verge of one not all the time. */
const SOONEST_ODD_MS = 5 * MINUTE_MS;
const FIRST_AGAIN_MS = 2 * MINUTE_MS;
/** Whether what was put back is there. */
const SEE_PUT_BACK_MS = 15_000;
/** Where Meta counts, our own calls step back so much. */
const STEP_BACK = 4;
/** A token whose sends Meta refused and which it calls good is tried again after so long, and then ever more rarely. */
const REOPEN_MS = 5 * MINUTE_MS;
const REOPEN_LONGEST_MS = 6 * 60 * MINUTE_MS;

/** How long answers are held, though the token seems good, before they are tried again. */
export const patienceOf = (reopens: number): number => Math.min(REOPEN_LONGEST_MS, REOPEN_MS * 2 ** reopens);

/** When the page is looked at again. `phase`, 0 to 1, is the page's own. */
export function nextLook(health: Health, looked: Looked, phase: number, now: number): number {
  const usual = EVERY_MS * (1 + SPREAD * (phase - 0.5));
  const { usage } = looked;
  if (usage?.until && usage.until > now) return Math.max(usage.until, now + usual);
  if (usage && usage.percent >= HIGH_PERCENT) return now + usual * STEP_BACK;
  const waits = [usual];
  if (health.putBack > 0) waits.push(SEE_PUT_BACK_MS * 4 ** (health.putBack - 1));
  if (health.unanswered > 0) waits.push(FIRST_AGAIN_MS * 2 ** (health.unanswered - 1));
  if (health.heldSince !== null) waits.push(Math.max(1, health.heldSince + patienceOf(health.reopens) - now));
  const { oddAt } = looked.silence;
  if (oddAt !== null && oddAt > now) waits.push(Math.max(SOONEST_ODD_MS, oddAt - now));
  return now + Math.min(...waits);
}

/** Meta is left alone while it counts us out. */
export const mayAskMeta = ({ checks: { usage } }: Health, now: number): boolean =>
  !(usage.code === 'limited' && (usage.detail.until ?? 0) > now);
