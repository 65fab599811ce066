/** Days of the reader's clock, written as an address and a date field have them: 2026-11-27. */
export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
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

/** The same day so many months later, or that month's last. */
export function monthsLater(day: string, months: number): string {
  const date = dateOf(day);
  const last = new Date(date.getFullYear(), date.getMonth() + months + 1, 0).getDate();
  return dayOf(new Date(date.getFullYear(), date.getMonth() + months, Math.min(date.getDate(), last), 12));
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
