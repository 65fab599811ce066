import { expect, test } from 'vitest';
import { houseFiles, read } from '#test/walls/files.ts';

const NAMED = /`(?:\.\/)?(\w[\w./()+-]*\.(?:ts|svelte|css|sql|mjs|sh))`/g;

test('the papers name only files that are there', () => {
  const files = houseFiles();
  const isThere = (named: string): boolean => files.some((file) => file === named || file.endsWith(`/${named}`));
  const gone = files
    .filter((file) => file.endsWith('.md'))
    .flatMap((paper) => [...read(paper).matchAll(NAMED)].map(([, named = '']) => ({ paper, named })))
    .filter(({ named }) => !isThere(named));
  expect(gone).toEqual([]);
});
