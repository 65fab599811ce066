import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { SHARED } from '#activities/builds/bundle.ts';

/** A file and all of ours that it imports, with the packages they use. */
function reach(file: string, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(file)) return seen;
  const code = readFileSync(file, 'utf8');
  const names = [...code.matchAll(/^(?:import|export)(?! type)[^;]*?from '([^']+)';/gm)].map(([, name = '']) => name);
  const isOurs = (name: string): boolean => name.startsWith('.');
  seen.set(
    file,
    names.filter((name) => !isOurs(name)),
  );
  for (const name of names.filter(isOurs)) reach(resolve(dirname(file), name), seen);
  return seen;
}

test('what all chats of a worker share reaches nothing of Temporal’s, which is of one chat', () => {
  const files = new Map(SHARED.flatMap((file) => [...reach(file)]));
  expect(files.size).toBeGreaterThan(40);
  expect([...files.values()].flat().filter((name) => !['temporal-polyfill'].includes(name))).toEqual([]);
});
