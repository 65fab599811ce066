import { existsSync, globSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { hashFiles } from '../hash-files.ts';
import { NODE_FLAGS } from '../node-flags.ts';

/** What each of the product's processes starts from. */
export const ENTRIES = { api: 'api/server.ts', worker: 'activities/worker.ts' } as const;
export type Program = keyof typeof ENTRIES;

/** What one of them loads before everything else. */
export const BEFORE = { worker: { 'no-call-stacks': 'activities/builds/no-call-stacks.ts' } } as const;

/** All that may get into them, and how they are made. */
const SOURCES = ['{activities,api,db,platform,start/programs,workflows}/**/*.*', 'config.ts', 'package-lock.json'];

/** What Node is told to run a built program. */
export function commandOf(folder: string, program: Program): string[] {
  const before = program === 'worker' ? Object.keys(BEFORE.worker) : [];
  const imports = before.map((name) => `--import=${isAbsolute(folder) ? '' : './'}${join(folder, `${name}.js`)}`);
  return [...NODE_FLAGS[program], ...imports, join(folder, `${program}.js`)];
}

/**
 * Where the programs of the sources as they are now stand, or will. Other sources have another folder: what runs keeps
 * the files it may still want.
 */
export function programsFolder(root: string): { folder: string; isBuilt: boolean } {
  const hash = hashFiles(root, globSync(SOURCES, { cwd: root }).toSorted());
  const folder = join(root, '.cache/programs', hash.slice(0, 16));
  return { folder, isBuilt: existsSync(folder) };
}
