import type { Language } from '#db/entities/employee.ts';
import { momentsFor } from './moments.ts';
import type { Cell, Reader, Sum } from './table.ts';

/** What a cell says on paper, and where there are no types. */
export function cellTextFor(reader: Reader): (cell: Cell) => string {
  const momentOf = momentsFor(reader);
  return (cell) => {
    if (cell instanceof Date) return momentOf(cell);
    return typeof cell === 'object' ? sumText(cell, reader.language) : String(cell);
  };
}

/** Hryvnias, with what parts of them are separated by in that language. */
const sumText = ({ kopecks }: Sum, language: Language): string =>
  (kopecks / 100).toFixed(2).replace('.', language === 'uk' ? ',' : '.');
