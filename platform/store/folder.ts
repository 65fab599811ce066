import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { asked } from './errors.ts';
import type { FileStore } from './file-store.ts';
import { onFirstUse } from './on-first-use.ts';

/** Files in a folder that all processes have in common. */
export function folderStore(dataDir: string): FileStore {
  const folder = resolve(dataDir, 'files');
  const driver = onFirstUse(async () => {
    const { FSDriver } = await import('flydrive/drivers/fs');
    return new FSDriver({ location: folder, visibility: 'private' });
  });
  return {
    put: (key, content) =>
      asked(isMissing, async () => {
        await (await driver()).putStream(key, content);
        await flush(join(folder, key));
      }),
    get: (key, range) =>
      asked(isMissing, async () => {
        const stream = createReadStream(join(folder, key), range);
        await once(stream, 'open');
        return stream;
      }),
    has: (key) => asked(isMissing, async () => (await driver()).exists(key)),
    remove: (key) => asked(isMissing, async () => (await driver()).delete(key)),
  };
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** What a row is going to name has to be there after a power cut, too: what it holds, and its name in the folder. */
async function flush(path: string): Promise<void> {
  for (const place of [path, dirname(path)]) {
    const handle = await open(place, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
