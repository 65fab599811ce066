import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { forgetExports, listWanted } from '#db/exports/expire.ts';
import { exportsFolder } from '#platform/export-files.ts';
import type { Job } from '#platform/background.ts';
import type { WritingDeps } from './write-export.ts';

const EVERY_MS = 10 * 60 * 1000;
const OURS = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.\w+(\.[\da-f-]+\.part)?$/;

/** Files that nobody may fetch any more go: a day old, cancelled, or half of one that was begun anew. */
export function expiry(deps: WritingDeps): Job {
  return {
    name: 'export-expiry',
    everyMs: EVERY_MS,
    topics: [],
    pass: async () => {
      await removeUnwanted(deps);
      await forgetExports(deps.pool);
      return false;
    },
  };
}

export async function removeUnwanted({ pool, dataDir }: WritingDeps): Promise<void> {
  const folder = exportsFolder(dataDir);
  const names = await readdir(folder).catch(() => []);
  const files = names.flatMap((name) => {
    const [, id, part] = OURS.exec(name) ?? [];
    return id ? [{ name, id, isPart: part !== undefined }] : [];
  });
  const wanted = new Map(
    (
      await listWanted(
        pool,
        files.map(({ id }) => id),
      )
    ).map(({ id, isDone }) => [id, isDone]),
  );
  for (const { name, id, isPart } of files) {
    const isDone = wanted.get(id);
    // Of one that is being written, parts may be growing.
    if (isDone === undefined || (isPart && isDone)) await rm(join(folder, name), { force: true });
  }
}
