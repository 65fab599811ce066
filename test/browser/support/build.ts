import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deskBuild } from '#start/web.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** The folder of the built desk. */
export const builtDesk = join(root, 'web/build');

/** Vitest's global setup, called once before all files: builds the desk anew when its sources have changed. */
export default async function setup(): Promise<void> {
  if (deskBuild(root).isCurrent) return;
  const env = { PATH: '/usr/bin:/bin', NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [join(root, 'start/build-desk.ts')], { env });
}
