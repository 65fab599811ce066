import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { slim } from '#activities/builds/slim.ts';

const MAP = '//# sourceMappingURL=data:application/json;charset=utf-8;base64,';
const written = { version: 3, file: 'bundle.js', sources: ['a.ts'], names: [], mappings: 'AAAA'.repeat(9) };
const bundled = (code: string): string => `${code}\n${MAP}${Buffer.from(JSON.stringify(written)).toString('base64')}`;

test('the workflows’ code is ASCII and does the same, with a map that names its own lines', () => {
  const code = "const їжа = { 'ключ 😀': `борщ ${1 + 1}` };\n[їжа['ключ 😀'], /^[а-я]+ ?\\d$/u.test(їжа['ключ 😀'])];";
  const small = slim(bundled(code));
  expect(small).toMatch(/^[\0-\x7f]*$/);
  expect(JSON.stringify(runInNewContext(small))).toBe(JSON.stringify(['борщ 2', true]));
  const map = JSON.parse(Buffer.from(small.slice(small.indexOf(MAP) + MAP.length), 'base64').toString()) as unknown;
  expect(map).toEqual({ version: 3, file: 'bundle.js', sources: ['bundle.js'], names: [], mappings: 'AAAA;AACA;AACA' });
});

test('code without a map is refused: then the bundler has changed its ways', () => {
  expect(() => slim('code')).toThrow('without their map');
});
