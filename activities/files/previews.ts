import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool } from 'pg';
import { readContent, type Stored } from '#db/files/content.ts';
import { putObject } from '#db/files/objects.ts';
import { claimUnpictured, keepPreview, leaveUnpictured, postponePreview } from '#db/files/previews.ts';
import type { Notifier, Topic } from '#db/notify/notifier.ts';
import type { Job } from '#platform/background.ts';
import { NotInStore, StoreAway } from '#platform/store/errors.ts';
import type { FileStore } from '#platform/store/file-store.ts';
import { inFolder } from './in-folder.ts';
import { readPicture } from './picture.ts';

export interface PreviewsDeps {
  pool: Pool;
  store: FileStore;
  notifier: Notifier;
}

const LOOK_EVERY_MS = 10_000;

/**
 * Makes what is shown of pictures that people send, one after another: never where they upload, since decoding takes
 * hundreds of megabytes. Killed in it, the picture is due again.
 */
export function previews(deps: PreviewsDeps): Job<Topic> {
  return { name: 'file-previews', everyMs: LOOK_EVERY_MS, topics: ['file'], pass: () => makeNext(deps) };
}

/** Answers whether there may be another one. */
export async function makeNext(deps: PreviewsDeps): Promise<boolean> {
  const file = await claimUnpictured(deps.pool);
  if (!file) return false;
  try {
    await inFolder((folder) => make(deps, file, join(folder, 'picture')));
    return true;
  } catch (error) {
    if (error instanceof NotInStore) await leaveUnpictured(deps.pool, file.id);
    else if (error instanceof StoreAway) await postponePreview(deps.pool, file.id);
    else throw error;
    return false;
  }
}

async function make({ pool, store, notifier }: PreviewsDeps, file: Stored, path: string): Promise<void> {
  await pipeline(Readable.from(readContent(pool, store, file)), createWriteStream(path, { mode: 0o600 }));
  const picture = await readPicture(path);
  if (!picture) return leaveUnpictured(pool, file.id);
  const { preview, width, height } = picture;
  const key = await putObject(pool, store, Readable.from([preview]), preview.length);
  await keepPreview(pool, file.id, { key, size: preview.length, width, height });
  notifier.notify('change');
}
