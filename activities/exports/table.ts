import type { Language } from '#db/entities/employee.ts';

export type Cell = string | number | Date | Sum;

/** Of money. */
export interface Sum {
  kopecks: number;
}

/** In whose words and by whose clock a file is written. */
export interface Reader {
  language: Language;
  timeZone: string;
}

export interface Column {
  head: string;
  /** In characters, so far as a format has widths. */
  width: number;
}

/** A table whose rows come as they are read: whoever writes it asks for the next ones when there is room for them. */
export interface Table {
  reader: Reader;
  /** In a word, for a sheet. */
  name: string;
  /** For a page, with what was asked for. */
  title: string;
  says: string[];
  columns: Column[];
  pages: AsyncIterable<Cell[][]>;
}

/** Has the whole table in a new file once it is through; what is left of one that broke off nobody wants. */
export type WriteTable = (path: string, table: Table) => Promise<void>;
