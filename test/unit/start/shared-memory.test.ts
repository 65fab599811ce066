import { expect, test } from 'vitest';
import { sharedMegabytes } from '#start/postgres/postgres.ts';

const GIGABYTE = 1_073_741_824;

test.each([
  ['a small machine', GIGABYTE, 0, 128],
  ['a laptop', 8 * GIGABYTE, 0, 512],
  ['a server', 64 * GIGABYTE, 0, 1_024],
  ['a container on a server', 64 * GIGABYTE, 4 * GIGABYTE, 256],
  ['a container without bounds', 8 * GIGABYTE, 2 ** 63, 512],
])('the database keeps a sixteenth of the memory of %s', (_machine, total, allowed, megabytes) => {
  expect(sharedMegabytes(total, allowed)).toBe(megabytes);
});
