import { median, type Row } from './row.ts';
import { short } from './table.ts';

/** A row of one size, by what there are so many of. */
const SIZED = /^(\S+ (?:chats|contacts)): (.+)$/;

/** What was measured with more and more chats, side by side: a head and its lines; nothing of one size alone. */
export function growthOf(rows: Row[]): string[][] {
  const sized = rows.flatMap((row) => {
    const [, size, what] = SIZED.exec(row.name) ?? [];
    return size === undefined || what === undefined
      ? []
      : [{ size, what, figure: median(row.figures), unit: row.unit }];
  });
  const sizes = [...new Set(sized.map(({ size }) => size))];
  if (sizes.length < 2) return [];
  const lines = [...Map.groupBy(sized, ({ what }) => what)].map(([what, found]) => {
    const figures = sizes.map((size) => found.find((one) => one.size === size)?.figure);
    const growth = (figures.at(-1) ?? NaN) / (figures[0] ?? NaN);
    return [
      `${what}, ${found[0]?.unit ?? ''}`,
      ...figures.map(short),
      Number.isNaN(growth) ? '' : `× ${short(growth)}`,
    ];
  });
  return [['', ...sizes, 'growth'], ...lines];
}
