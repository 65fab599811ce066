import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

const web = join(import.meta.dirname, '..', '..', '..', '..', 'web');
const { locales, 'plugin.inlang.messageFormat': format } = read<Settings>('project.inlang/settings.json');

interface Settings {
  locales: string[];
  'plugin.inlang.messageFormat': { pathPattern: string[] };
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(web, path), 'utf8')) as T;
}

function filesOf(locale: string): string[] {
  return globSync(`messages/${locale}/**/*.json`, { cwd: web }).toSorted();
}

/** The file of each string, as `noun key`. */
function keysOf(locale: string): string[] {
  return filesOf(locale).flatMap((file) =>
    Object.keys(read<object>(file))
      .filter((key) => key !== '$schema')
      .map((key) => `${basename(file, '.json')} ${key}`),
  );
}

test('both languages have the same words in the same files', () => {
  expect(locales).toEqual(['uk', 'en']);
  expect(keysOf('en').toSorted()).toEqual(keysOf('uk').toSorted());
});

test.each(locales)('no word of %s stands in two files', (locale) => {
  const keys = keysOf(locale).map((line) => line.split(' ')[1]);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test.each(locales)('every file of %s is named to the build, and no file is long', (locale) => {
  const named = format.pathPattern.map((pattern) => join(pattern.replace('{locale}', locale)));
  expect(named.toSorted()).toEqual(filesOf(locale));
  const long = filesOf(locale).filter((file) => readFileSync(join(web, file), 'utf8').split('\n').length > 200);
  expect(long).toEqual([]);
});
