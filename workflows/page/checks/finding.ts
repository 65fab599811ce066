import type { Check, Mark, CheckCode, Detail } from '../vocabulary.ts';

/** How a check is found to be. */
export interface Finding {
  state: Mark;
  code: CheckCode;
  detail?: Detail;
}

/** The check as it stands after a look: since when it is so is kept while its word stays the same. */
export function after(before: Check, found: Finding | null, now: number): Check {
  if (!found) return before;
  const { state, code, detail = {} } = found;
  const since = state === before.state && before.at !== null ? before.since : now;
  return { state, code, since, at: now, detail };
}
