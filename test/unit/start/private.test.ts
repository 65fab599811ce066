import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePrivate } from '#start/private.ts';
import { spawnGuarded } from '#start/processes/guarded.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';

let folder: string;

beforeEach(() => (folder = temporaryFolder('private')));
afterEach(() => removeFolder(folder));

const modeOf = (...path: string[]): string => (statSync(join(folder, ...path)).mode & 0o777).toString(8);

function make(path: string, mode: number): void {
  writeFileSync(join(folder, path), '');
  chmodSync(join(folder, path), mode);
}

test('Y29: what an earlier start left open is closed, and keeps what its owner may do', () => {
  for (const name of ['logs', 'postgres', 'bin']) mkdirSync(join(folder, name), { mode: 0o755 });
  chmodSync(join(folder, 'postgres'), 0o750);
  make('temporal.db', 0o644);
  make('temporal.db-wal', 0o666);
  make('logs/api.log', 0o640);
  make('bin/temporal', 0o755);
  make('elsewhere', 0o600);
  makePrivate(folder);
  makePrivate(folder);
  expect(
    ['temporal.db', 'temporal.db-wal', 'logs', 'logs/api.log', 'bin', 'bin/temporal'].map((path) => modeOf(path)),
  ).toEqual(['600', '600', '700', '600', '700', '700']);
  // The database's folder is its account's.
  expect(modeOf('postgres')).toBe('750');
  expect(statSync(folder).mode & 0o066).toBe(0);
});

test('Y29: what a link points to stays as it is, and a link to nothing is no fault', () => {
  const outside = temporaryFolder('outside');
  writeFileSync(join(outside, 'file'), '', { mode: 0o644 });
  symlinkSync(join(outside, 'file'), join(folder, 'link'));
  symlinkSync(join(outside, 'nothing'), join(folder, 'dangling'));
  makePrivate(folder);
  expect((statSync(join(outside, 'file')).mode & 0o777).toString(8)).toBe('644');
  removeFolder(outside);
});

test('Y29: what a child of ours makes is its owner’s alone, and ours is as before', async () => {
  const before = process.umask();
  const child = await spawnGuarded({
    command: '/bin/sh',
    args: ['-c', 'echo x > made; mkdir inner; echo x > inner/made'],
    cwd: folder,
    logFile: join(folder, 'logs', 'child.log'),
  });
  expect(await child.exited).toBe('exit code 0');
  expect(['made', 'inner', 'inner/made', 'logs', 'logs/child.log'].map((path) => modeOf(path))).toEqual([
    '600',
    '700',
    '600',
    '700',
    '600',
  ]);
  expect(process.umask()).toBe(before);
});
