import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from './rows/index.ts';
import type { Row } from './rows/row.ts';
import { runRow } from './rig/run.ts';
import { short } from './rig/scale.ts';
import { bringUpStack, type Stack } from './rig/stack.ts';

/** The whole fault table with one seed and a small load. `npm run faults` is the long form. */
const SEED = 1;
const SHOWN = 20;
const PARTS = 3;

/**
 * One third of the table on a stack of its own: a run mostly waits, so three of them share two cores well. What only
 * Meta does wrong runs side by side, the faults of our own parts one after the other.
 */
export function playPart(part: 0 | 1 | 2): void {
  let stack: Stack;
  beforeAll(async () => {
    stack = await bringUpStack();
  });
  afterAll(() => stack?.close());

  async function run(row: Row): Promise<void> {
    const { faults } = await runRow(stack, row, SEED, short);
    expect(faults.slice(0, SHOWN).map(({ invariant, what }) => `${invariant}: ${what}`)).toEqual([]);
  }
  const own = (isGentle: boolean) =>
    partOf(
      rows.filter(({ gentle = false }) => gentle === isGentle),
      part,
    );

  describe('faults that only Meta makes, side by side', () => {
    test.concurrent.each(own(true))('$id: $title', run);
  });

  describe('faults of our own parts, one after the other', () => {
    test.each(own(false))('$id: $title', run);
  });
}

/**
 * One of the parts that take about as long as each other, in the table's order: the longest rows first, each to
 * whichever part is the shortest yet.
 */
function partOf(all: Row[], part: number): Row[] {
  const lengthOf = (row: Row): number => row.length ?? 1;
  const parts = Array.from({ length: PARTS }, () => ({ rows: new Set<Row>(), sum: 0 }));
  for (const row of all.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    const shortest = parts.reduce((least, one) => (one.sum < least.sum ? one : least));
    shortest.rows.add(row);
    shortest.sum += lengthOf(row);
  }
  return all.filter((row) => parts[part]?.rows.has(row));
}
