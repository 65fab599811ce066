import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { hashFiles } from '../hash-files.ts';
import { NODE_FLAGS } from '../node-flags.ts';

/** What each of the product's processes starts from. */
export const ENTRIES = { api: 'api/server.ts', worker: 'activities/worker.ts' } as const;
export type Program = keyof typeof ENTRIES;

/** All that may get into them, and how they are made. */
const SOURCES = ['{activities,api,db,platform,start/programs,workflows}/**/*.*', 'config.ts', 'package-lock.json'];

/** What Node is told to run a built program. */
export function commandOf(folder: string, program: Program): string[] {
  return [...NODE_FLAGS[program], join(folder, `${program}.js`)];
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
