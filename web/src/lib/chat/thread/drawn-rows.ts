import { defaultRangeExtractor, type Range } from '@tanstack/svelte-virtual';

/** Up to so many rows a conversation is drawn whole. */
const WHOLE = 100;
/** The last rows are always drawn, so that what comes is read aloud wherever one reads. */
const LAST = 10;

/** What has to stay drawn, by its place: rows somebody has touched, and all from the first to the last selected one. */
export type Kept = { touched: readonly number[]; selected: { from: number; to: number } | null };

/** Which rows of a conversation are drawn: near to sight, the last ones, and what would lose something otherwise. */
export function drawnRows(range: Range, { touched, selected }: Kept): number[] {
  const { count } = range;
  if (count <= WHOLE) return places(0, count);
  const rows = new Set([
    ...defaultRangeExtractor(range),
    ...places(count - LAST, count),
    ...touched,
    ...(selected ? places(selected.from, selected.to + 1) : []),
  ]);
  return [...rows].filter((row) => row >= 0 && row < count).toSorted((a, b) => a - b);
}

export type Measured = { index: number; start: number; end: number; size: number };

/**
 * Whether the conversation has to be moved by as much as a row has grown. What is first seen above the upper edge moves
 * all below it. A row known already does so when it lies above the edge altogether: it may be opened across the edge,
 * too, and then grows downwards.
 */
export function movesWhatIsRead(row: Measured, isKnown: boolean, offset: number): boolean {
  return isKnown ? row.end <= offset : row.start < offset;
}

function places(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
}
