import { randomBytes, randomUUID } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES, readyKey } from './cipher.ts';
import type { KeptKey, KeyStore } from './key-store.ts';
import { type Keyring, UnknownKey } from './keyring.ts';
import { LruCache } from './lru-cache.ts';

/** A key that encrypts what is of one client, or of none. */
export interface DataKey {
  readonly id: string;
  encrypt(plain: Uint8Array, place: string): Uint8Array;
  decrypt(encrypted: Uint8Array, place: string): Uint8Array;
}

/** The key was destroyed, and with it whatever it encrypted. */
export class DestroyedKey extends Error {
  override name = 'DestroyedKey';
}

/** More than a worker holds chats: a chat that is under way asks the store once. */
const REMEMBERED = 20_000;

/**
 * The data keys of all clients: made at their first use, kept sealed with the installation's keys, remembered in
 * memory. Destroying a client's key destroys what the engine keeps of them, and nothing of others.
 */
export class DataKeys {
  readonly keyring: Keyring;
  private readonly store: KeyStore;
  private readonly clientOf: (workflowId: string) => string | null;
  private readonly current = new LruCache<DataKey>(REMEMBERED);
  private readonly known = new LruCache<DataKey>(REMEMBERED);

  /** `clientOf`: whose chat a workflow is. */
  constructor(keyring: Keyring, store: KeyStore, clientOf: (workflowId: string) => string | null) {
    this.keyring = keyring;
    this.store = store;
    this.clientOf = clientOf;
  }

  /** The key that encrypts for this workflow. */
  forWorkflow(workflowId: string): Promise<DataKey> {
    const clientId = this.clientOf(workflowId);
    return this.current.get(clientId ?? '', async () => {
      const kept = await this.currentOrNew(clientId);
      return this.known.get(kept.id, async () => this.unwrap(kept));
    });
  }

  byId(id: string): Promise<DataKey> {
    return this.known.get(id, async () => {
      const kept = isUuid(id) ? await this.store.find(id) : null;
      if (!kept) throw new UnknownKey(`the key ${JSON.stringify(id)} is not among the data keys`);
      const key = this.unwrap(kept);
      // Whoever reads of a client writes of them next.
      if (kept.isCurrent) void this.current.get(kept.clientId ?? '', async () => key);
      return key;
    });
  }

  /** It was retired or destroyed: whoever wants it asks the store again. */
  forget({ id, clientId }: KeptKey): void {
    this.known.forget(id);
    this.current.forget(clientId ?? '');
  }

  /** Seals the same key with the installation's first one. */
  async rewrap(kept: KeptKey): Promise<void> {
    if (kept.wrapped === null) return;
    const place = placeOf(kept);
    const wrapped = this.keyring.seal(this.keyring.open(kept.wrapped, place), place);
    await this.store.rewrap(kept, wrapped, this.keyring.keyId);
  }

  /** A key is made for each that is asked for: that costs less than a second question. */
  private async currentOrNew(clientId: string | null): Promise<KeptKey> {
    const id = randomUUID();
    const wrapped = this.keyring.seal(randomBytes(KEY_BYTES).toString('base64'), placeOf({ id, clientId }));
    const key = { id, clientId, wrapped, wrappedBy: this.keyring.keyId };
    const kept = (await this.store.currentOr(key)) ?? (await this.store.currentOr(key));
    if (!kept) throw new Error('a data key was made and is not there');
    return kept;
  }

  private unwrap(kept: KeptKey): DataKey {
    if (kept.wrapped === null) throw new DestroyedKey(`the key ${kept.id} was destroyed`);
    const key = readyKey(Buffer.from(this.keyring.open(kept.wrapped, placeOf(kept)), 'base64'));
    return {
      id: kept.id,
      encrypt: (plain, place) => encrypt(key, plain, place),
      decrypt: (encrypted, place) => decrypt(key, encrypted, place),
    };
  }
}

/** A sealed key is worth nothing in another row, nor for another client. */
function placeOf({ id, clientId }: Pick<KeptKey, 'id' | 'clientId'>): string {
  return `data_key.wrapped/${id}/${clientId ?? 'installation'}`;
}

function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}
