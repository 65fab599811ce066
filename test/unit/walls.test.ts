import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { breaches, survey } from '#test/walls/breaches.ts';
import { read, writtenFiles } from '#test/walls/files.ts';
import { inArchitecture } from '#test/walls/picture.ts';
import { isWithin, room, roomOf } from '#test/walls/rooms.ts';
import { ROOMS, type RoomName } from '#test/walls/table.ts';

const files = writtenFiles();
const house = survey(files);
/** Who sees not everything. */
const walled = ROOMS.filter((name) => room(name).sees !== 'everything');
/** Every place the table names: rooms, and the files of rooms that some see. */
const places = [...new Set([...ROOMS, ...walled.flatMap((name) => [...seenBy(name), ...typesOf(name)])])];
const PACKAGES = [
  'node:fs',
  'pg',
  'lodash',
  'hono',
  '@mikro-orm/core',
  '@temporalio/activity',
  '@temporalio/client',
  '@temporalio/worker',
  '@temporalio/workflow',
];

/** The ways to import something; the last ones leave nothing at run time. */
const BY_VALUE = [
  (to: string) => `import { x } from '${to}';`,
  (to: string) => `import '${to}';`,
  (to: string) => `import { type x } from '${to}';`,
  (to: string) => `export * from '${to}';`,
  (to: string) => `export const x = () => import('${to}');`,
  (to: string) => `const x = require('${to}');`,
];
const BY_TYPE = [
  (to: string) => `import type { x } from '${to}';`,
  (to: string) => `export type { x } from '${to}';`,
  (to: string) => `export type X = typeof import('${to}');`,
];

test('nobody goes through a wall, SQL stands in db, and every line of the table is used', () => {
  expect(house).toEqual({ through: [], unused: [] });
});

test('every kind of file is looked at, and every room has some', () => {
  expect(files).toEqual(expect.arrayContaining(['start/prepare.mjs', 'web/src/routes/+layout.svelte', 'config.ts']));
  expect(new Set(files.map(roomOf))).toEqual(new Set(ROOMS));
});

test('ARCHITECTURE.md shows the house as the table has it', () => {
  const { shown, drawn } = inArchitecture(read('ARCHITECTURE.md'));
  expect(shown).toBe(drawn);
});

test.each(walled)('%s is kept out of every room that it may not see, however it imports', (from) => {
  const planted = places.filter((place) => roomOf(place) !== from && !sees(from, place)).map(inside);
  expect(planted.length).toBeGreaterThan(0);
  const values = planted.flatMap((to) => BY_VALUE.map((way) => [way(named(to))]));
  const types = planted.filter((to) => !names(from, to)).flatMap((to) => BY_TYPE.map((way) => [way(named(to))]));
  expect(unseen(from, [...values, ...types].flat())).toEqual([]);
});

test.each(walled)('%s sees nothing of another house by a relative path', (from) => {
  const others = places.filter((place) => topOf(place) !== topOf(from)).map(inside);
  const away = others.map((to) => posix.relative(posix.dirname(inside(from)), to));
  const dotted = away.map((to) => (to.startsWith('.') ? to : `./${to}`));
  expect(
    unseen(
      from,
      dotted.flatMap((to) => [...BY_VALUE, ...BY_TYPE].map((way) => way(to))),
    ),
  ).toEqual([]);
});

test.each(walled)('%s sees what the table lets it see', (from) => {
  const values = [...seenBy(from)].map(inside).flatMap((to) => [...BY_VALUE, ...BY_TYPE].map((way) => way(named(to))));
  const types = [...typesOf(from)].map(inside).flatMap((to) => BY_TYPE.map((way) => way(named(to))));
  expect([...values, ...types].flatMap((text) => breaches(inside(from), text))).toEqual([]);
});

test.each(walled)('%s uses only the packages of its list', (from) => {
  const { packages } = room(from);
  const foreign = packages ? PACKAGES.filter((name) => !packages.includes(name)) : [];
  expect(
    unseen(
      from,
      foreign.flatMap((name) => BY_VALUE.map((way) => way(name))),
    ),
  ).toEqual([]);
  const own = (packages ?? PACKAGES).flatMap((name) => [`import '${name}';`, `import '${name}/part';`]);
  expect(own.flatMap((text) => breaches(inside(from), text))).toEqual([]);
});

test('a Svelte component is held by its script and by its markup', () => {
  const script = `<script lang="ts">\n  import { x } from '#db/connection/database.ts';\n</script>\n<p>{x}</p>`;
  const markup = `{#await import('#db/connection/database.ts') then x}<p>{x}</p>{/await}`;
  const allowed = `<script lang="ts">\n  import { x } from '#lib/chat/thread/thread.ts';\n</script>\n<p>import it</p>`;
  expect([script, markup, allowed].map((text) => breaches('web/src/lib/Planted.svelte', text).length)).toEqual([
    1, 1, 0,
  ]);
});

test('a name that package.json does not know, and a file outside of the rooms, are no way around', () => {
  expect(breaches('api/planted.ts', `import { x } from '#elsewhere/x.ts';`)).toHaveLength(1);
  expect(breaches('elsewhere/planted.ts', '')).toHaveLength(1);
});

/** Of these texts, planted in a room, the ones that no wall catches. */
function unseen(from: RoomName, texts: readonly string[]): string[] {
  return texts.filter((text) => breaches(inside(from), text).length === 0);
}

/** A file of a place that nobody wrote yet. */
function inside(place: string): string {
  return place.endsWith('.ts') ? place : `${place}/planted.ts`;
}

/** How another room calls a file. */
function named(path: string): string {
  if (path === 'config.ts') return '#config';
  return isWithin(path, 'web') ? `#lib/${path.slice('web/'.length)}` : `#${path}`;
}

function sees(from: RoomName, place: string): boolean {
  return seenBy(from).some((seen) => isWithin(place, seen) && roomOf(place) === roomOf(seen));
}

function names(from: RoomName, path: string): boolean {
  return typesOf(from).some((place) => isWithin(path, place) && roomOf(path) === roomOf(place));
}

function seenBy(from: RoomName): readonly string[] {
  const { sees: seen } = room(from);
  return seen === 'everything' ? [] : seen;
}

function typesOf(from: RoomName): readonly string[] {
  return room(from).types ?? [];
}

function topOf(path: string): string | undefined {
  return path.split('/')[0];
}
