import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

type Entry = { optionalDependencies?: Record<string, string>; integrity?: string; resolved?: string; link?: boolean };

const file = join(import.meta.dirname, '../../../package-lock.json');
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> };
const entries = Object.entries(packages).filter(([path]) => path !== '');

test('package-lock.json lists the packages of every platform, for npm ci (start/complete-lock.mjs)', () => {
  const listed = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter((name) => !listed.has(name))).toEqual([]);
});

/**
 * Named by another package as optional for other platforms, and never published: there is nothing to fetch or to hash.
 */
const NEVER_PUBLISHED = ['darwin-arm64', 'linux-arm64', 'win32-x64'].map(
  (platform) => `node_modules/@lix-js/sdk-${platform}`,
);

test('Y29: package-lock.json says of every package what it is, on every platform', () => {
  expect(entries.length).toBeGreaterThan(500);
  const unhashed = entries.filter(([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity));
  expect(unhashed.map(([path]) => path)).toEqual(NEVER_PUBLISHED);
});

test('Y29: nothing comes from anywhere but the registry', () => {
  // What comes from there is named by version and hash alone.
  const elsewhere = entries.filter(([, { resolved, link }]) => link === true || resolved !== undefined);
  expect(elsewhere.map(([path]) => path)).toEqual([]);
});
