import type { Pool } from 'pg';
import { keyStore } from '#db/keys/store.ts';
import { DataKeys } from '#platform/data-keys.ts';
import type { KeptKey, KeyStore, NewKey } from '#platform/key-store.ts';
import { createKeyring, type Keyring } from '#platform/keyring.ts';
import { clientOfWorkflow } from '#workflows/chat/interface.ts';

/** The data keys that a database keeps. */
export const keysIn = (pool: Pool, keyring: Keyring): DataKeys =>
  new DataKeys(keyring, keyStore(pool), clientOfWorkflow);

/** Data keys of somebody without a database: nobody else has them. */
export const keysOfNobody = (secretKeys: string, store: KeyStore = inMemory()): DataKeys =>
  new DataKeys(createKeyring(secretKeys), store, clientOfWorkflow);

/** Keeps keys as long as the process lives, and counts how often it was asked. */
export function inMemory(): KeyStore & { asked: number; destroy(id: string): KeptKey | undefined } {
  const kept: (NewKey & { ended: boolean })[] = [];
  const copy = ({ id, clientId, wrapped, ended }: (typeof kept)[number]): KeptKey => ({
    id,
    clientId,
    wrapped: ended ? null : wrapped,
    isCurrent: !ended,
  });
  const first = (is: (key: (typeof kept)[number]) => boolean): KeptKey | null => kept.filter(is).map(copy)[0] ?? null;
  const store = {
    asked: 0,
    currentOr: async (made: NewKey) => {
      store.asked += 1;
      const isCurrent = ({ clientId, ended }: (typeof kept)[number]): boolean => clientId === made.clientId && !ended;
      if (!kept.some(isCurrent)) kept.push({ ...made, ended: false });
      return first(isCurrent);
    },
    find: async (id: string) => {
      store.asked += 1;
      return first((key) => key.id === id);
    },
    destroy: (id: string) =>
      kept.filter((key) => key.id === id).map((key) => copy(Object.assign(key, { ended: true })))[0],
    endedSince: async () => ({ now: new Date(), keys: kept.filter(({ ended }) => ended).map(copy) }),
    wrappedBy: async (keyIds: readonly string[], limit: number) =>
      kept
        .filter(({ wrappedBy, ended }) => keyIds.includes(wrappedBy) && !ended)
        .map(copy)
        .slice(0, limit),
    rewrap: async ({ id }: KeptKey, wrapped: string, wrappedBy: string) => {
      for (const key of kept) if (key.id === id) Object.assign(key, { wrapped, wrappedBy });
    },
  };
  return store;
}
