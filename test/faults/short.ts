import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from './rows/index.ts';
import type { Row } from './rows/row.ts';
import { runRow } from './rig/run.ts';
import { short } from './rig/scale.ts';
import { bringUpStack, type Stack } from './rig/stack.ts';

/** The whole fault table with one seed and a small load. `npm run faults` is the long form. */
const SEED = 1;
const SHOWN = 20;

/**
 * One half of the table on a stack of its own: a run mostly waits, so two of them share the cores well. What only Meta
 * does wrong runs side by side, the faults of our own parts one after the other.
 */
export function playHalf(half: number): void {
  let stack: Stack;
  beforeAll(async () => {
    stack = await bringUpStack();
  });
  afterAll(() => stack?.close());

  async function run(row: Row): Promise<void> {
    const { faults } = await runRow(stack, row, SEED, short);
    expect(faults.slice(0, SHOWN).map(({ invariant, what }) => `${invariant}: ${what}`)).toEqual([]);
  }
  const own = (isGentle: boolean) => halves(rows.filter(({ gentle = false }) => gentle === isGentle))[half] ?? [];

  describe('faults that only Meta makes, side by side', () => {
    test.concurrent.each(own(true))('$id: $title', run);
  });

  describe('faults of our own parts, one after the other', () => {
    test.each(own(false))('$id: $title', run);
  });
}

/**
 * Two halves that take about as long as each other, in the table's order: the longest first, each to whichever is the
 * shorter yet.
 */
function halves(all: Row[]): [Row[], Row[]] {
  const lengthOf = (row: Row): number => row.length ?? 1;
  const parts: [Row[], Row[]] = [[], []];
  const sums: [number, number] = [0, 0];
  for (const row of all.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    const shorter = sums[0] <= sums[1] ? 0 : 1;
    parts[shorter].push(row);
    sums[shorter] += lengthOf(row);
  }
  const inOrder = (part: Row[]): Row[] => all.filter((row) => part.includes(row));
  return [inOrder(parts[0]), inOrder(parts[1])];
}
