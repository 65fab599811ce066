/** Signs in a row of the picker, on a phone as well. */
export const COLUMNS = 8;

export type Cell = { row: number; column: number };

/** What a key of the grid moves by: rows, columns. */
const STEPS = new Map<string, [number, number]>([
  ['ArrowUp', [-1, 0]],
  ['ArrowDown', [1, 0]],
  ['ArrowLeft', [0, -1]],
  ['ArrowRight', [0, 1]],
]);

export function rowsOf<One>(all: One[]): One[][] {
  return Array.from({ length: Math.ceil(all.length / COLUMNS) }, (_, row) =>
    all.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );
}

/** Where a key leads among rows of these lengths: sideways over their ends as one reads. Null: no key of the grid. */
export function moved(key: string, { row, column }: Cell, lengths: number[]): Cell | null {
  const [rows, columns] = STEPS.get(key) ?? [0, 0];
  if (rows === 0 && columns === 0) return null;
  const last = (of: number) => (lengths[of] ?? 1) - 1;
  if (column + columns < 0) return row === 0 ? { row, column } : { row: row - 1, column: last(row - 1) };
  if (columns > 0 && column >= last(row))
    return row + 1 < lengths.length ? { row: row + 1, column: 0 } : { row, column };
  const to = Math.max(0, Math.min(row + rows, lengths.length - 1));
  return { row: to, column: Math.min(column + columns, last(to)) };
}
