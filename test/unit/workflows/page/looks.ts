import { decide } from '#workflows/page/decide.ts';
import { PAGE_FIELDS } from '#workflows/page/fields.ts';
import { newHealth } from '#workflows/page/health.ts';
import type { Health, Looked, Outcome } from '#workflows/page/vocabulary.ts';

export const NOON = Date.parse('2027-03-01T12:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A page on which all is well. */
export const well = (): Looked => ({
  token: { kind: 'good', scopes: ['pages_messaging', 'pages_manage_metadata'], until: null },
  subscription: { kind: 'read', fields: PAGE_FIELDS },
  silence: { lastAt: NOON, weeks: 8, usual: 3, chance: 1, oddAt: null, missing: 0 },
  usage: null,
  drift: { buttonsGone: false, refused: 0, received: 100, kinds: [] },
  isHeld: false,
  tokenMark: 'token',
});

/** What a page decides at one look after another; `at` in minutes. */
export function looks(seen: { at: number; sees: Partial<Looked> }[], from: Health = newHealth(NOON)): Outcome[] {
  let health = from;
  return seen.map(({ at, sees }) => {
    const outcome = decide(health, { kind: 'looked', looked: { ...well(), ...sees }, phase: 0.5 }, NOON + at * MINUTE);
    health = outcome.health;
    return outcome;
  });
}

export const last = (outcomes: Outcome[]): Outcome => {
  const outcome = outcomes.at(-1);
  if (!outcome) throw new Error('nobody looked');
  return outcome;
};
