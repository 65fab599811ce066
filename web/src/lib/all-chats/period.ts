/** Days are written as an address has them, 2026-11-27; both ends of a period are within it. */
export interface Period {
  from: string;
  to: string;
}

export const PRESETS = ['today', 'yesterday', 'week', 'month', 'this_month', 'last_month'] as const;
export type Preset = (typeof PRESETS)[number];

export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Noon of that day by the reader's clock: no change of the clock moves it into another. */
export function dateOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}

/** So many days later. */
export function later(day: string, days: number): string {
  const date = dateOf(day);
  date.setDate(date.getDate() + days);
  return dayOf(date);
}

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

/** The weeks that have a day of that day's month, from Monday on. */
export function weeksOf(day: string): string[][] {
  const first = dateOf(`${day.slice(0, 8)}01`);
  const monday = later(dayOf(first), -((first.getDay() + 6) % 7));
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_day, n) => later(monday, week * 7 + n)),
  );
  return weeks.filter((week) => week.some((one) => one.startsWith(day.slice(0, 7))));
}

/** The same day so many months later, or that month's last. */
export function monthsLater(day: string, months: number): string {
  const date = dateOf(day);
  const last = new Date(date.getFullYear(), date.getMonth() + months + 1, 0).getDate();
  return dayOf(new Date(date.getFullYear(), date.getMonth() + months, Math.min(date.getDate(), last), 12));
}
