/** A decimal as people type it («1 250,5»), in whole parts of which there are ten to the `places`; null: it is none. */
export function typedDecimal(text: string, places: number): number | null {
  const spelt = text.replace(/[\s\u00A0\u202F]/g, '').replace(',', '.');
  const read = /^(\d{1,10})(?:\.(\d*))?$/.exec(spelt);
  if (!read) return null;
  const [, whole = '', rest = ''] = read;
  return rest.length > places ? null : Number(whole + rest.padEnd(places, '0'));
}

/** The same as it stands in a field: without what nobody would type. */
export function decimalShown(value: number, places: number): string {
  const [whole, rest] = [Math.floor(value / 10 ** places), value % 10 ** places];
  const digits = String(rest).padStart(places, '0');
  return rest === 0 ? String(whole) : `${whole},${places === 2 ? digits : digits.replace(/0+$/, '')}`;
}

/** What is taken off a sum: «50», or a part of it, «10%»; nothing typed is nothing, null: it is no number. */
export function typedDiscount(text: string, of: number): number | null {
  const typed = text.trim();
  if (typed === '') return 0;
  const isPart = typed.endsWith('%');
  const read = typedDecimal(isPart ? typed.slice(0, -1) : typed, 2);
  if (read === null || (isPart && read > 100_00)) return null;
  return isPart ? Math.round((of * read) / 100_00) : read;
}
