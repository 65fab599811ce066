import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { own } from '#workflows/settings/own.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const ROOMS = ['workflows', 'activities', 'api', 'db', 'platform', 'web/src'];

/** Tables that are looked up by names of our own making, and why no name from outside gets there. */
const OURS = new Map([
  ['web/src/lib/words/words.ts words', 'the states of a chat and a page are typed word by word'],
  ['workflows/routing/what-if/estimate.ts tried', 'its keys are ids of pages, from the database'],
]);

/** `const words: Record<string, …>`, a parameter or a member of that type. */
const TABLE = /\b(\w+)\??: (?:Readonly<|Partial<)*Record<string,/g;
/** Looked up by what is no literal, neither written nor behind `Object.hasOwn`. */
const isLookUp = (line: string, table: string): boolean =>
  new RegExp(`\\b${table}\\[(?!['"\\d\\]])[^\\]]*\\](?!\\s*(?:\\?\\?|\\+)?=[^=>])`).test(line) &&
  !line.includes(`Object.hasOwn(${table}, `);

/** The tables of a source that are looked up by a variable. */
function lookedUp(source: string): string[] {
  const tables = new Set([...source.matchAll(TABLE)].flatMap(([, name]) => name ?? []));
  return [...tables].filter((table) => source.split('\n').some((line) => isLookUp(line, table)));
}

function sources(): string[] {
  const all = ROOMS.flatMap((room) => globSync(`${room}/**/*.{ts,svelte}`, { cwd: root }));
  return all.filter((file) => !file.includes('/paraglide/'));
}

test('Y21: no plain object is looked up by a name from outside', () => {
  const found = sources().flatMap((file) =>
    lookedUp(readFileSync(join(root, file), 'utf8')).map((table) => `${file} ${table}`),
  );
  expect(found.toSorted()).toEqual([...OURS.keys()].toSorted());
});

test.each([
  ['const words: Record<string, string> = { a: "b" };\nreturn words[type];', ['words']],
  ['const words: Record<string, () => string> = {};\nreturn (words[entry.reason?.code ?? ""] ?? other)();', ['words']],
  ['function say(about: Readonly<Record<string, string>>) {\n  return about[name] === x;\n}', ['about']],
  ['const words: Record<string, string> = {};\nreturn own(words, type);', []],
  ['const words: Record<string, string> = {};\nreturn words["known"];', []],
  ['const counts: Record<string, number> = {};\ncounts[table] = 1;', []],
  ['const kinds: Record<string, string> = {};\nreturn Object.hasOwn(kinds, kind) ? kinds[kind] : null;', []],
])('Y21: the rule sees %j', (source, tables) => {
  expect(lookedUp(source)).toEqual(tables);
});

test.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])(
  'Y21: nothing of ours is called %s',
  (name) => {
    expect(own({ known: 1 }, name)).toBeUndefined();
    expect(own({ known: 1 }, 'known')).toBe(1);
  },
);
