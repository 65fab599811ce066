import { getLocale } from '#lib/paraglide/runtime.js';

/** "2026-11-27" as the reader writes a day: 27.11.2026, in English 27/11/2026; what is no day stays as it is. */
export function dayShown(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (!year || !month || !date) return day;
  return [date, month, year].join(getLocale() === 'uk' ? '.' : '/');
}

/** What somebody typed as a day: 27.11.2026, 27/11, 2026-11-27; null where that is no day there is. */
export function typedDay(text: string, today: Date): string | null {
  const said = text.trim();
  const whole = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said);
  const [, date, month, year] = /^(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{4}|\d{2}))?$/.exec(said) ?? [];
  const [y, mo, d] = whole ? whole.slice(1) : [fullYear(year, today), month, date];
  if (!y || !mo || !d) return null;
  const there = new Date(Date.UTC(Number(y), Number(mo) - 1, Number(d)));
  const isDay = there.getUTCMonth() === Number(mo) - 1 && there.getUTCDate() === Number(d);
  return isDay ? `${y}-${mo.padStart(2, '0')}-${d.padStart(2, '0')}` : null;
}

function fullYear(year: string | undefined, today: Date): string {
  if (year === undefined) return String(today.getFullYear());
  return year.length === 2 ? `20${year}` : year;
}
