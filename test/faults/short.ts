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
 * One part of the table on a stack of its own: a run mostly waits, so three of them share two cores well. What only
 * Meta does wrong runs side by side, the faults of our own parts one after the other.
 */
export function playPart(part: number): void {
  let stack: Stack;
  beforeAll(async () => {
    stack = await bringUpStack();
  });
  afterAll(() => stack?.close());

  async function run(row: Row): Promise<void> {
    const { faults } = await runRow(stack, row, SEED, short);
    expect(faults.slice(0, SHOWN).map(({ invariant, what }) => `${invariant}: ${what}`)).toEqual([]);
  }
  const gentle = partsOf(
    rows.filter((row) => row.gentle),
    [0, 0, 0],
  );
  const others = partsOf(
    rows.filter((row) => !row.gentle),
    BEFORE_OTHERS,
  );

  describe('faults that only Meta makes, side by side', () => {
    test.concurrent.each(gentle[part] ?? [])('$id: $title', run);
  });

  describe('faults of our own parts, one after the other', () => {
    test.each(others[part] ?? [])('$id: $title', run);
  });
}

/** The last part comes after the measures of the bench, which take as long as so many rows. */
const BEFORE_OTHERS = [0, 0, 7];

/**
 * Parts that are done about the same time, in the table's order: the longest first, each to whichever is the shortest
 * yet. `before`: what stands before each.
 */
function partsOf(all: Row[], before: number[]): Row[][] {
  const lengthOf = (row: Row): number => row.length ?? 1;
  const parts = before.map((taken) => ({ taken, own: new Set<Row>() }));
  for (const row of all.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    const [shortest] = parts.toSorted((a, b) => a.taken - b.taken);
    if (!shortest) continue;
    shortest.own.add(row);
    shortest.taken += lengthOf(row);
  }
  return parts.map(({ own }) => all.filter((row) => own.has(row)));
}
