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
