import type { NumberRestart } from './vocabulary.ts';

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

/** Numbers that begin anew each month say the month: else one number would be given twelve times a year. */
export const tellsMonth = (format: string): boolean => format.includes('{mm}');

/** In which series a document of this day is counted: its year, its month as 202611, or the only one there is. */
export function periodOf(restart: NumberRestart, date: string): number {
  if (restart === 'never') return 0;
  const [year, month] = date.split('-').map(Number);
  return restart === 'monthly' ? (year ?? 0) * 100 + (month ?? 0) : (year ?? 0);
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
