import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
/** A column that the list of a statement gives as text, under its own name. */
const AS_TEXT = /(?<![\w.])(?:\w+\.)?(\w+)::text(?=\s*(?:,|from\b|\n))|(?:\w+\.)?(\w+)::text\s+as\s+"?\2"?(?!\w)/gi;

const ORDER = /order\s+by\s+((?:(?!\b(?:limit|offset|for|on|returning|union)\b)[^)`])*)/gi;

/**
 * What is given as text under its column's name hides the column: a bare name in `order by` means the text then, in
 * which 1000 comes before 999. Names of such columns that a statement orders by.
 */
function hidden(statement: string): string[] {
  const names = [...statement.matchAll(AS_TEXT)].flatMap(([, bare, named]) => bare ?? named ?? []);
  const orders = [...statement.matchAll(ORDER)].map(([, by = '']) => by);
  return names.filter((name) => orders.some((by) => new RegExp(`(?<![\\w.])${name}(?![\\w.(:])`, 'i').test(by)));
}

function withoutComments(path: string): string {
  return readFileSync(join(root, path), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
}

test('no statement orders by a number that its list gives as text', () => {
  const found = globSync('{db,api,activities,start}/**/*.ts', { cwd: root }).flatMap((path) =>
    [...withoutComments(path).matchAll(/`[^`]*`|'[^'\n]*'/g)]
      .flatMap(([text]) => hidden(text))
      .map((name) => `${path}: ${name}`),
  );
  expect(found).toEqual([]);
});

test.each([
  ['select xid::text, id from change order by xid, id', ['xid']],
  ['select c.number::text as "number", c.id from chat c order by number desc', ['number']],
  ['select xid::text, id from change order by change.xid, id', []],
  ['select xid::text as place, id from change order by xid', []],
  ['select id::text from page where name = $1 order by name', []],
])('%s', (statement, names) => {
  expect(hidden(statement)).toEqual(names);
});
