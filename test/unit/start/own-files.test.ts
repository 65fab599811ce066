import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { OWN } from '#start/programs/own-files.ts';

const root = join(import.meta.dirname, '../../..');
/** What ends in `.js` is made by the build itself, but for what browsers run. */
const NAMED = /new URL\(\s*['"][^)]*(?<!(?<!\.client)\.js)['"],\s*import\.meta\.url\s*\)/g;

test('a file that code names by its place is found by the built programs, too', () => {
  const lost: string[] = [];
  for (const file of globSync('{activities,api,db,platform,workflows}/**/*.ts', { cwd: root })) {
    const code = readFileSync(join(root, file), 'utf8');
    const known = new Map([...code.matchAll(OWN)].map(([whole, path = '']) => [whole, path]));
    for (const [named] of code.matchAll(NAMED)) {
      const path = known.get(named);
      if (path === undefined || !existsSync(join(root, dirname(file), path))) lost.push(`${file}: ${named}`);
    }
  }
  expect(lost).toEqual([]);
});
