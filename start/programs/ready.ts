import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commandOf, type Program, programsFolder } from './programs.ts';

/** What Node is told to run the product's programs of the sources as they are now; built where they are not yet. */
export async function readyPrograms(root: string): Promise<Record<Program, string[]>> {
  const { folder, isBuilt } = programsFolder(root);
  if (!isBuilt)
    await promisify(execFile)(process.execPath, [join(root, 'start/programs/build.ts')], {
      env: { PATH: '/usr/bin:/bin' },
    });
  return { api: commandOf(folder, 'api'), worker: commandOf(folder, 'worker') };
}
