/** A number of a document as its company writes it: `РФ-{n:4}`, `АКТ-{n}/{yyyy}`. */
const PLACE = /\{(n|n:[1-9]|yyyy|yy|mm)\}/g;
const COUNT = /\{n(:[1-9])?\}/g;
export const NUMBER_FORMAT_MAX = 40;

/** It names the count once, and nothing in braces that is not known. */
export function isNumberFormat(format: string): boolean {
  return (
    format.length <= NUMBER_FORMAT_MAX &&
    format.match(COUNT)?.length === 1 &&
    !/[{}\p{C}]/u.test(format.replace(PLACE, ''))
  );
}

/** `date` is the document's own, `2026-11-26`: its year counts, and not the clock's. */
export function writeNumber(format: string, count: number, date: string): string {
  const [year = '', month = ''] = date.split('-');
  const values = new Map([
    ['yyyy', year],
    ['yy', year.slice(-2)],
    ['mm', month],
  ]);
  return format.replace(PLACE, (_, place: string) => {
    if (!place.startsWith('n')) return values.get(place) ?? '';
    return String(count).padStart(Number(place.slice(2) || 1), '0');
  });
}
