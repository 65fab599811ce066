/** A target of the product: at most (or at least) so much. `aim` is what we would like, `must` what we promise. */
export interface Goal {
  is: 'at most' | 'at least';
  must?: number;
  aim?: number;
}

export interface Row {
  name: string;
  unit: string;
  figure: number;
  /** The same of the bare counterpart. */
  bare?: number;
  goal?: Goal;
}

/** The value below which the share `q` of them lies; NaN of none. */
export function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * q) - 1)] ?? NaN;
}

export function print(rows: Row[]): void {
  const lines = [['', 'Rozmova', 'bare', 'ratio', 'must', 'aim', ''], ...rows.map(cells)];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines) {
    const [name = '', ...rest] = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log([name, ...rest].join('  ').trimEnd());
  }
}

/** Whether every promise holds. */
export const allHold = (rows: Row[]): boolean => rows.every((row) => verdict(row) !== 'NO');

function cells(row: Row): string[] {
  const { name, unit, figure, bare, goal } = row;
  const sign = goal?.is === 'at least' ? '≥' : '≤';
  const limit = (value: number | undefined): string => (value === undefined ? '' : `${sign} ${short(value)}`);
  const ratio = bare === undefined ? '' : short(figure / bare);
  const beside = bare === undefined ? '' : short(bare);
  return [name, `${short(figure)} ${unit}`, beside, ratio, limit(goal?.must), limit(goal?.aim), verdict(row)];
}

function verdict({ figure, goal }: Row): '' | 'aim' | 'holds' | 'NO' {
  if (goal?.must === undefined) return '';
  const within = (limit: number): boolean => (goal.is === 'at least' ? figure >= limit : figure <= limit);
  if (goal.aim !== undefined && within(goal.aim)) return 'aim';
  return within(goal.must) ? 'holds' : 'NO';
}

function short(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
