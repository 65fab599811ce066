import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from './rows/index.ts';
import type { Row } from './rows/row.ts';
import { runRow } from './rig/run.ts';
import { short } from './rig/scale.ts';
import { bringUpStack, type Stack } from './rig/stack.ts';

/** The whole fault table with one seed and a small load, on one stack. `npm run faults` is the long form. */
const SEED = 1;
const SHOWN = 20;

let stack: Stack;
beforeAll(async () => {
  stack = await bringUpStack();
});
afterAll(() => stack?.close());

describe('faults that only Meta makes, side by side', () => {
  test.concurrent.each(rows.filter((row) => row.gentle))('$id: $title', run);
});

describe('faults of our own parts, one after the other', () => {
  test.each(rows.filter((row) => !row.gentle))('$id: $title', run);
});

async function run(row: Row): Promise<void> {
  const { faults } = await runRow(stack, row, SEED, short);
  expect(faults.slice(0, SHOWN).map(({ invariant, what }) => `${invariant}: ${what}`)).toEqual([]);
}
