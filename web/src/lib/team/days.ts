/** The moment a day begins, `after` days later; null for what is no day. */
export function startOfDay(text: string, after = 0): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!year || !month || !day) return null;
  const date = new Date(Number(year), Number(month) - 1, Number(day) + after);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** From the first day through the last, as moments; null when they are no days or in the wrong order. */
export function wholeDays(first: string, last: string): { from: string; to: string } | null {
  const [from, to] = [startOfDay(first), startOfDay(last, 1)];
  return from && to && from < to ? { from: from.toISOString(), to: to.toISOString() } : null;
}
