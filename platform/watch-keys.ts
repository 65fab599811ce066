import type { DataKeys } from './data-keys.ts';
import type { KeyStore } from './key-store.ts';
import type { Logger } from './log.ts';
import type { Job } from './background.ts';

const LOOK_EVERY_MS = 1_000;
const LOT = 200;
const NO_CHAT = '';

/**
 * Forgets what other processes retired or destroyed, and seals data keys anew that an older one of the installation's
 * keys has sealed: after that it can be taken away. Any number of processes may do it at once.
 */
export function watchKeys(keys: DataKeys, store: KeyStore, log: Logger): Job<'keys'> {
  let lookedAt: Date | null = null;
  let allAreCurrent = false;
  return {
    name: 'data keys',
    everyMs: LOOK_EVERY_MS,
    topics: ['keys'],
    pass: async () => {
      const ended = await store.endedSince(lookedAt);
      for (const key of ended.keys) keys.forget(key);
      lookedAt = ended.now;
      await keys.forWorkflow(NO_CHAT); // made before there is anything that an older copy of the database could miss
      if (allAreCurrent) return false;
      const old = await store.wrappedBy(keys.keyring.olderIds, LOT);
      for (const key of old) await keys.rewrap(key);
      allAreCurrent = old.length === 0;
      if (!allAreCurrent) log.info({ count: old.length, key: keys.keyring.keyId }, 'data keys were sealed anew');
      return !allAreCurrent;
    },
  };
}
