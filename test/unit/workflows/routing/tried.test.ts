import { expect, test } from 'vitest';
import { triedIn } from '#workflows/routing/what-if/tried.ts';

const own = {
  installation: { distribution: 'even' as const },
  pages: new Map([
    ['shop', {}],
    ['outlet', { distribution: 'active' as const }],
  ]),
};
const tried = (pageId: string | null) =>
  Object.entries(triedIn(own, pageId, { distribution: 'off' })).map(([page, { published, draft }]) => [
    page,
    published.distribution,
    draft.distribution,
  ]);

test('N04: settings of all pages are tried under what each page sets itself', () => {
  expect(tried(null)).toEqual([
    ['shop', 'even', 'off'],
    ['outlet', 'active', 'active'],
  ]);
});

test('N04: settings of a page are tried on that page alone', () => {
  expect(tried('outlet')).toEqual([['outlet', 'active', 'off']]);
  expect(tried('gone')).toEqual([]);
});
