import type { Pool } from 'pg';
import { withAdvisoryLock } from '#db/connection/advisory-lock.ts';
import { moveNext } from '#db/files/move.ts';
import { forgetLoose, takeLoose } from '#db/files/objects.ts';
import type { Job } from '#platform/background.ts';
import type { FileStore } from '#platform/store/file-store.ts';

export interface FilesDeps {
  pool: Pool;
  store: FileStore;
}

/** Nothing comes after what an older build left. */
const MOVE_EVERY_MS = 10 * 60 * 1000;
const SWEEP_EVERY_MS = 60 * 1000;
const LOT = 100;

/**
 * Takes what files hold out of the database, one after another, for as long as there is some. Killed in the middle it
 * goes on with the file it was at: what was put for that one goes as nobody's.
 */
export function moving({ pool, store }: FilesDeps): Job {
  return {
    name: 'file-moving',
    everyMs: MOVE_EVERY_MS,
    topics: [],
    pass: async () => (await withAdvisoryLock(pool, () => moveNext(pool, store), 'files')) ?? false,
  };
}

/** Removes from the store what is nobody's any more. */
export function sweeping({ pool, store }: FilesDeps): Job {
  return { name: 'file-sweeping', everyMs: SWEEP_EVERY_MS, topics: [], pass: () => sweep({ pool, store }) };
}

/** Answers whether there may be more. */
export async function sweep({ pool, store }: FilesDeps, lot = LOT): Promise<boolean> {
  const keys = await takeLoose(pool, lot);
  for (const key of keys) await store.remove(key);
  await forgetLoose(pool, keys);
  return keys.length === lot;
}
