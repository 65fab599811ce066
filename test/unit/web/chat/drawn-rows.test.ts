import { expect, test } from 'vitest';
import { drawnRows, movesWhatIsRead } from '#lib/chat/thread/drawn-rows.ts';

const near = { startIndex: 100, endIndex: 102, overscan: 1 };
const nothing = { touched: [], selected: null };
const last = [490, 491, 492, 493, 494, 495, 496, 497, 498, 499];

test('a conversation of up to a hundred rows is drawn whole', () => {
  expect(drawnRows({ ...near, count: 100 }, nothing)).toHaveLength(100);
});

test('of a longer one: what is near to sight and the last rows', () => {
  expect(drawnRows({ ...near, count: 500 }, nothing)).toEqual([99, 100, 101, 102, 103, ...last]);
});

test('what was touched stays drawn, and all between the ends of what is selected', () => {
  const kept = { touched: [7, 101], selected: { from: 95, to: 100 } };
  expect(drawnRows({ ...near, count: 500 }, kept)).toEqual([7, 95, 96, 97, 98, 99, 100, 101, 102, 103, ...last]);
});

test.each([
  ['first seen above the edge', { start: 900, end: 964 }, false, true],
  ['first seen across the edge', { start: 980, end: 1044 }, false, true],
  ['first seen below the edge', { start: 1000, end: 1064 }, false, false],
  ['grown above the edge', { start: 900, end: 964 }, true, true],
  ['opened across the edge', { start: 980, end: 1044 }, true, false],
])('what is read is moved by a row or not: %s', (_name, row, isKnown, moves) => {
  expect(movesWhatIsRead({ index: 1, size: 64, ...row }, isKnown, 1000)).toBe(moves);
});
