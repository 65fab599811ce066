import { expect, test } from 'vitest';
import { isRefusedByBrowsers } from '#start/bad-ports.ts';

const all = Array.from({ length: 65_535 }, (_, n) => n + 1);

test('§2.1: every port that is refused is one that fetch refuses by itself, and the usual ones are not', async () => {
  const bad = all.filter(isRefusedByBrowsers);
  expect(bad).toEqual(expect.arrayContaining([22, 5060, 5061, 6000, 6665, 6666, 6667, 6668, 6669, 6697, 10_080]));
  const causes = await Promise.all(
    bad.map((port) => fetch(`http://127.0.0.1:${port}`).catch((error: Error) => (error.cause as Error).message)),
  );
  expect(new Set(causes)).toEqual(new Set(['bad port']));
  expect([80, 443, 3000, 3001, 3010, 8080, 8233].filter(isRefusedByBrowsers)).toEqual([]);
});
