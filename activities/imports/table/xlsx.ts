import { streamXlsxRows } from 'hucre/xlsx';
import { ROWS_MAX } from '#workflows/importing/vocabulary.ts';
import { NotReadable } from './not-readable.ts';

type Value = string | number | boolean | Date | null;

/**
 * The rows of a sheet, each with its number. What a formula came to is taken as it stands there; nothing is computed.
 * The one file that knows the library.
 */
export async function* xlsxRows(file: Uint8Array, sheet: string): AsyncGenerator<{ line: number; cells: string[] }> {
  try {
    // One more than may be, and the heads.
    for await (const { index, values } of streamXlsxRows(file, { sheet, maxRows: ROWS_MAX + 2 }))
      yield { line: index + 1, cells: values.map(textOf) };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof NotReadable) throw error;
    throw new NotReadable('not_a_table');
  }
}

/** As it was typed: a phone is no number with an exponent. */
function textOf(value: Value): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10).split('-').toReversed().join('.');
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
