import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sameSecret } from '#platform/same-secret.ts';

test.each([
  ['the very one', 'слово', 'слово', true],
  ['its beginning', 'слов', 'слово', false],
  ['more than it', 'слово!', 'слово', false],
  ['another', 'ключ', 'слово', false],
  ['none', undefined, 'слово', false],
  ['an empty one against none that is set', '', '', false],
])('Y35: %s', (_, given, own, same) => {
  expect(sameSecret(given, own)).toBe(same);
});

test('Y35: no secret is compared letter by letter anywhere', () => {
  const root = join(import.meta.dirname, '../../..');
  const files = ['api', 'db', 'platform', 'activities', 'start'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs)$/.test(name))
      .map((name) => join(room, name)),
  );
  // Two values that are called secret, token, signature or the like; to be there at all, or a kind, is no comparison.
  const named = String.raw`[\w.]*(?:[sS]ecret|[tT]oken|[sS]ignature|[pP]assword|[hH]mac|[dD]igest)\b`;
  const compared = new RegExp(`${named} [=!]== (?!undefined|null|''|0)[\\w.]+|[\\w.]+ [=!]== ${named}`);
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      // Sealed: what is stored against what was read, neither from outside. A save's token is its name and opens
      // nothing.
      .filter((line) => compared.test(line) && !line.includes('sealed') && !file.endsWith('decisions/lineage.ts'))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
