import { type Goal, median, ratioOf, type Row, verdict } from './row.ts';

export function print(rows: Row[]): void {
  printCells([['', 'Rozmova', 'bare', 'ratio', 'must', 'aim', ''], ...rows.map(cells)]);
}

/** The first column to the left, the others to the right. */
export function printCells(lines: string[][]): void {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines) {
    const padded = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(padded.join('  ').trimEnd());
  }
}

function cells(row: Row): string[] {
  const { name, unit, figures, bares, goal } = row;
  const bare = bares.length === 0 ? '' : short(median(bares));
  return [name, `${short(median(figures))} ${unit}`, bare, short(ratioOf(row)), promise(goal), aim(goal), verdict(row)];
}

const sign = (goal: Goal): string => (goal.is === 'at least' ? '≥' : '≤');

/** What is promised, of the figure and of its ratio. */
export function promise(goal: Goal | undefined): string {
  if (!goal) return '';
  const parts = [
    ...(goal.must === undefined ? [] : [`${sign(goal)} ${short(goal.must)}`]),
    ...(goal.ofBare === undefined ? [] : [`≥ ${short(goal.ofBare)} of bare`]),
  ];
  return parts.join(', ');
}

function aim(goal: Goal | undefined): string {
  return goal?.aim === undefined ? '' : `${sign(goal)} ${short(goal.aim)}`;
}

export function short(value: number | undefined): string {
  if (value === undefined) return '';
  if (Number.isNaN(value)) return '–';
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
