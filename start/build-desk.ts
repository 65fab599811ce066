import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createBuilder } from 'vite';
import { deskBuild } from './web.ts';

/**
 * `node start/build-desk.ts`: builds the desk where its sources have changed. All builds of it write into the same
 * folders and empty them first, so there is one at a time, and whoever waited for it finds it made. The lock is
 * SQLite's: the system frees it, however its holder ends.
 */
const root = join(import.meta.dirname, '..');
const WAIT_MS = 600_000;

mkdirSync(join(root, '.cache'), { recursive: true });
const lock = new DatabaseSync(join(root, '.cache/desk.lock'));
lock.exec(`pragma busy_timeout = ${WAIT_MS}`);
lock.exec('begin exclusive');
const desk = deskBuild(root);
if (!desk.isCurrent) {
  process.chdir(join(root, 'web'));
  const builder = await createBuilder({}, null);
  await builder.buildApp();
  desk.markBuilt();
}
lock.close();
