import { expect, test } from 'vitest';
import { folders, found, measure, tooLarge } from '#test/walls/measure.ts';

test('no file, function, folder or line is too large, nor half of the files', () => {
  expect(found()).toEqual([]);
});

const body = (lines: number): string => 'work();\n'.repeat(lines - 2);

test.each([
  ['a file', '\n'.repeat(201), ['a.ts file']],
  ['a file that just fits', '\n'.repeat(200), []],
  ['a function', `function f() {\n${body(41)}}`, ['a.ts function']],
  ['a function that just fits', `function f() {\n${body(40)}}`, []],
  ['an arrow in an object', `const o = { f: () => {\n${body(41)}} };`, ['a.ts function']],
  ['a method', `class A { f() {\n${body(41)}} }`, ['a.ts function']],
  ['a test', `test('it works', () => {\n${body(41)}});`, ['a.ts function']],
  ['a group of tests', `describe.each([1])('it', () => {\n${body(41)}});`, []],
  ['a table', `const f = () => ({\n${'a: 1,\n'.repeat(60)}}) satisfies T;`, []],
  ['a table that is returned', `function f() {\nreturn [\n${'1,\n'.repeat(60)}];\n}`, []],
  ['a wide line', `// ${'ї'.repeat(118)}`, ['a.ts width']],
])('%s', (_name, text, expected) => {
  expect(tooLarge([measure('a.ts', text)], new Map())).toEqual(expected);
});

test('a component counts with its styles, and its script is code', () => {
  const script = `<script lang="ts">\nfunction f() {\n${body(41)}}\n</script>`;
  const styles = `<style>\n${'p { margin: 0; }\n'.repeat(160)}</style>`;
  const component = measure('A.svelte', `${script}\n${styles}`);
  expect(tooLarge([component], new Map())).toEqual(['A.svelte file', 'A.svelte function']);
});

test('a folder counts its files, without recorded histories', () => {
  const files = [...Array(26).keys()].map((n) => `test/histories/${n}.json`);
  expect(tooLarge([], folders([...files, 'test/histories/README.md']))).toEqual([]);
  expect(tooLarge([], folders(files.map((path) => path.replace('histories', 'cases'))))).toEqual(['test/cases folder']);
});
