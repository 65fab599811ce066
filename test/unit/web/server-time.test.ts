import { expect, test } from 'vitest';
import { heardDate, serverNow } from '#lib/api/server-time.ts';

const NOON = Date.parse('2026-11-28T12:00:00Z');
const date = (at: number) => new Date(at).toUTCString();

test('§1.4: what can be undone for ten seconds can be so by the server’s clock, however wrong the browser’s is', () => {
  expect(serverNow(NOON)).toBe(NOON);
  heardDate(date(NOON + 1_000), NOON);
  expect(serverNow(NOON)).toBe(NOON);
  heardDate(date(NOON + 3_600_000), NOON);
  expect(serverNow(NOON)).toBe(NOON + 3_600_500);
  // Answers take their way: the seconds on the screen do not jump with each.
  heardDate(date(NOON + 3_601_000), NOON);
  expect(serverNow(NOON)).toBe(NOON + 3_600_500);
  for (const nothing of [null, '', 'soon']) heardDate(nothing, NOON);
  expect(serverNow(NOON)).toBe(NOON + 3_600_500);
  heardDate(date(NOON), NOON);
  expect(serverNow(NOON)).toBe(NOON + 500);
});
