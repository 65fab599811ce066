/** A target: at most (or at least) so much. `aim` is what we would like, `must` what is promised. */
export interface Goal {
  is: 'at most' | 'at least';
  must?: number;
  aim?: number;
  /** How much of the bare limit there has to be. */
  ofBare?: number;
}

/** What one round of a measure finds. */
export interface Finding {
  name: string;
  unit: string;
  figure: number;
  /** The bare limit of the same kind, in the same round. */
  bare?: number;
  goal?: Goal;
}

/** What all rounds found. */
export interface Row {
  /** The measure that found it. */
  section: string;
  name: string;
  unit: string;
  figures: number[];
  bares: number[];
  goal?: Goal;
}

/** The value below which the share `q` of them lies; NaN of none. */
export function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * q) - 1)] ?? NaN;
}

/** Of an even number the mean of both in the middle. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** How it stands to its bare limit: the median of the rounds, since what disturbed a round disturbed both in it. */
export function ratioOf({ figures, bares }: Row): number | undefined {
  if (bares.length === 0) return undefined;
  return median(figures.map((figure, round) => figure / (bares[round] ?? NaN)));
}

/** Puts what a round found to what the earlier ones did. */
export function gather(rows: Row[], section: string, findings: Finding[]): void {
  for (const { name, unit, figure, bare, goal } of findings) {
    let row = rows.find((one) => one.name === name);
    if (!row) rows.push((row = { section, name, unit, figures: [], bares: [], ...(goal ? { goal } : {}) }));
    row.figures.push(figure);
    if (bare !== undefined) row.bares.push(bare);
  }
}

export function verdict(row: Row): '' | 'aim' | 'holds' | 'NO' {
  const { goal } = row;
  if (goal?.must === undefined && goal?.ofBare === undefined) return '';
  const figure = median(row.figures);
  const within = (limit: number): boolean => (goal.is === 'at least' ? figure >= limit : figure <= limit);
  if (goal.ofBare !== undefined && !((ratioOf(row) ?? NaN) >= goal.ofBare)) return 'NO';
  if (goal.must !== undefined && !within(goal.must)) return 'NO';
  return goal.aim !== undefined && within(goal.aim) ? 'aim' : 'holds';
}

/** Whether every promise holds. */
export const allHold = (rows: Row[]): boolean => rows.every((row) => verdict(row) !== 'NO');
