import { cellTextFor } from '../cell-text.ts';
import { cleanLine } from '../paper/clean.ts';
import type { Column, Table } from '../table.ts';
import { above } from './above.ts';
import { MARGIN, type Paper, writeDocument } from './document.ts';

const TEXT = { size: 7.5 } as const;
const HEAD = { size: 7.5, weight: 'strong' } as const;
const LINE = 10;
const GAP = 6;
/** More of one cell would fill pages. */
const LINES_MAX = 8;

/** A table on paper: its name and what was asked for above it, its head on every page. */
export const writePdf = (path: string, table: Table): Promise<void> =>
  writeDocument(path, { title: table.title, language: table.reader.language, layout: 'landscape' }, (paper) =>
    draw(paper, table),
  );

async function draw(paper: Paper, { title, says, columns, pages, reader }: Table): Promise<void> {
  const textOf = cellTextFor(reader);
  const widths = widthsOf(columns, paper.width);
  const heads = columns.map(({ head }) => head);
  paper.turn();
  let y = head(paper, heads, widths, above(paper, title, says));
  for await (const rows of pages) {
    for (const row of rows) {
      const cells = row.map((cell, at) =>
        paper.ink.wrapped(cleanLine(textOf(cell)), (widths[at] ?? 0) - GAP, TEXT, LINES_MAX),
      );
      const height = heightOf(cells);
      if (y + height > paper.bottom) {
        paper.turn();
        y = head(paper, heads, widths, MARGIN);
      }
      put(paper, cells, widths, y, TEXT);
      y += height;
      paper.doc
        .moveTo(MARGIN, y)
        .lineTo(MARGIN + paper.width, y)
        .lineWidth(0.4)
        .stroke('#d5d5d5');
    }
    await paper.settle();
  }
}

const widthsOf = (columns: Column[], width: number): number[] => {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  return columns.map((column) => (column.width / whole) * width);
};

function head(paper: Paper, heads: string[], widths: number[], y: number): number {
  const cells = heads.map((text, at) => paper.ink.wrapped(text, (widths[at] ?? 0) - GAP, HEAD, LINES_MAX));
  const height = heightOf(cells);
  paper.doc.rect(MARGIN, y, paper.width, height).fill('#ececec');
  put(paper, cells, widths, y, HEAD);
  return y + height;
}

const heightOf = (cells: string[][]): number => Math.max(1, ...cells.map((lines) => lines.length)) * LINE + GAP;

function put({ ink }: Paper, cells: string[][], widths: number[], y: number, look: typeof TEXT | typeof HEAD): void {
  let x = MARGIN + GAP / 2;
  cells.forEach((lines, at) => {
    lines.forEach((line, n) => ink.line(line, x, y + LINE * (n + 1), look));
    x += widths[at] ?? 0;
  });
}
