import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import {
  claimFetchable,
  type Fetchable,
  type Fetched,
  keepFetched,
  keepNotFetched,
  sourcePlace,
} from '#db/files/fetching.ts';
import { putObject } from '#db/files/objects.ts';
import type { Notifier, Topic } from '#db/notify/notifier.ts';
import type { Job } from '#platform/background.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Logger } from '#platform/log.ts';
import { StoreAway } from '#platform/store/errors.ts';
import type { FileStore } from '#platform/store/file-store.ts';
import { fetchTo, type FetchSettings } from './fetch-to.ts';
import { inFolder } from './in-folder.ts';
import { inspect } from './inspect.ts';
import { NotFetched } from './not-fetched.ts';

export interface FetchingDeps {
  pool: Pool;
  store: FileStore;
  keyring: Keyring;
  notifier: Notifier;
  log: Logger;
  attachments: FetchSettings;
}

/** Each holds a connection, and a picture while it is decoded. */
const AT_ONCE = 4;
const LOOK_EVERY_MS = 5_000;
/** More than one may take; whoever was killed in it is followed by another then. */
const LEASE_SECONDS = 120;
/** After each try that failed; Meta's addresses are good for days. */
const PAUSES = [5, 30, 120, 600, 3_600, 21_600];

/** Fetches what clients sent, as soon as it is known from where. Any number of processes may. */
export function fetching(deps: FetchingDeps): Job<Topic> {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  return {
    name: 'attachment-fetching',
    everyMs: LOOK_EVERY_MS,
    topics: ['attachment'],
    pass: async (wake) => {
      const free = AT_ONCE - underWay.size;
      const claimed = free > 0 ? await claimFetchable(deps.pool, free, LEASE_SECONDS) : [];
      for (const one of claimed) {
        const work = fetchOne(deps, one, stopping.signal).finally(() => {
          underWay.delete(work);
          wake();
        });
        underWay.add(work);
      }
      return claimed.length > 0 && claimed.length === free;
    },
    settle: async () => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

async function fetchOne(deps: FetchingDeps, one: Fetchable, stop: AbortSignal): Promise<void> {
  try {
    const fetched = await inFolder((folder) => take(deps, one, join(folder, 'file'), stop));
    await keepFetched(deps.pool, one.id, fetched);
  } catch (error) {
    await giveUp(deps, one, error, stop.aborted).catch((cause: unknown) =>
      // It is due again as if we had been killed.
      deps.log.warn({ error: cause, attachment: one.id }, 'what became of an attachment could not be kept'),
    );
  }
  deps.notifier.notify('change');
}

async function take(deps: FetchingDeps, one: Fetchable, path: string, stop: AbortSignal): Promise<Fetched> {
  const { pool, store, attachments } = deps;
  const size = await fetchTo(path, sourceOf(deps, one), attachments, stop);
  const { kind, mime, picture } = await inspect(path, one.type);
  const objectKey = await putObject(pool, store, createReadStream(path), size);
  const preview = picture && {
    key: await putObject(pool, store, Readable.from([picture.preview]), picture.preview.length),
    size: picture.preview.length,
  };
  return { objectKey, preview, mime, kind, size, width: picture?.width ?? null, height: picture?.height ?? null };
}

function sourceOf({ keyring }: FetchingDeps, { id, sealed }: Fetchable): string {
  try {
    return keyring.open(sealed, sourcePlace(id));
  } catch (error) {
    throw new NotFetched('failed', 'key', error);
  }
}

async function giveUp(deps: FetchingDeps, one: Fetchable, error: unknown, stopped: boolean): Promise<void> {
  const { pool, log } = deps;
  const fate = error instanceof NotFetched ? error : null;
  if (!fate && !(error instanceof StoreAway)) log.warn({ error, attachment: one.id }, 'an attachment was not kept');
  const pause = PAUSES[one.attempts - 1];
  // Whoever comes after us tries at once; of a store or a database that is away the attachment knows nothing.
  if (stopped) return keepNotFetched(pool, one.id, { state: 'waiting', reason: null, inSeconds: 0 });
  if (fate && fate.fate !== 'again')
    return keepNotFetched(pool, one.id, { state: fate.fate, reason: fate.reason, inSeconds: 0 });
  if (pause === undefined)
    return keepNotFetched(pool, one.id, { state: 'failed', reason: fate?.reason ?? 'away', inSeconds: 0 });
  return keepNotFetched(pool, one.id, { state: 'waiting', reason: fate?.reason ?? null, inSeconds: pause });
}
