import { dateOf, dayOf, later } from '#lib/words/day.ts';

/** Days are written as an address has them, 2026-11-27; both ends of a period are within it. */
export interface Period {
  from: string;
  to: string;
}

export const PRESETS = ['today', 'yesterday', 'week', 'month', 'this_month', 'last_month'] as const;
export type Preset = (typeof PRESETS)[number];

/** The days that a preset means today: they stand in the address, so that a link goes on showing the same. */
export function periodOf(preset: Preset, today: string): Period {
  const date = dateOf(today);
  const first = (months: number) => dayOf(new Date(date.getFullYear(), date.getMonth() + months, 1, 12));
  const periods: Record<Preset, Period> = {
    today: { from: today, to: today },
    yesterday: { from: later(today, -1), to: later(today, -1) },
    week: { from: later(today, -6), to: today },
    month: { from: later(today, -29), to: today },
    this_month: { from: first(0), to: today },
    last_month: { from: first(-1), to: later(first(0), -1) },
  };
  return periods[preset];
}

/** Two days somebody chose, in whichever order. */
export function between(one: string, other: string): Period {
  return one <= other ? { from: one, to: other } : { from: other, to: one };
}
