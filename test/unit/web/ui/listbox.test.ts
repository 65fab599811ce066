import { expect, test } from 'vitest';
import { movedTo, turnedTo } from '#lib/ui/listbox.ts';

test.each([
  ['ArrowDown', 0, 3, 1],
  ['ArrowDown', 2, 3, 0],
  ['ArrowUp', 0, 3, 2],
  // The list has become shorter since.
  ['ArrowDown', 9, 3, 0],
  ['ArrowUp', 9, 3, 1],
  ['ArrowDown', 0, 0, 0],
  ['PageDown', 0, 3, null],
  ['Enter', 0, 3, null],
])('§1.5: in a short list %s from %i of %i leads to %j: it begins again after its end', (key, at, count, to) => {
  expect(turnedTo(key, at, count)).toBe(to);
});

test.each([
  ['ArrowDown', 0, 400, 1],
  ['ArrowDown', 399, 400, 399],
  ['ArrowUp', 0, 400, 0],
  ['PageDown', 395, 400, 399],
  ['PageUp', 10, 400, 2],
  ['ArrowDown', 0, 0, 0],
  ['j', 0, 400, null],
])('§3: in a long list %s from %i of %i leads to %j: it has ends, and pages', (key, at, count, to) => {
  expect(movedTo(key, at, count)).toBe(to);
});
