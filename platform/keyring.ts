import type { KeyObject } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES, readyKey } from './cipher.ts';

/** The installation's named keys: the first seals, every one opens, so that keys can be rotated. */
export interface Keyring {
  /** The name of the key that seals. */
  readonly keyId: string;
  /** The others, which only open. */
  readonly olderIds: readonly string[];
  /** A secret as text for the database, bound to its place: `v2:keyId:base64`. */
  seal(secret: string, place: string): string;
  /** Throws when the key is not here, the place is another one, or the text was changed. */
  open(sealed: string, place: string): string;
  /** Whether it is sealed as `seal` would do it today: with the first key, and bound to a place. */
  isCurrent(sealed: string): boolean;
  /** Decrypts what was encrypted before there were places. */
  decryptPlaceless(keyId: string, encrypted: Uint8Array): Uint8Array;
}

/** It was sealed under a key that is not here. */
export class UnknownKey extends Error {
  override name = 'UnknownKey';
}

/** No key has a colon in its name, so this never begins a text of before: `keyId:base64`. */
const VERSION = 'v2';
/** What was sealed before there were places. */
const NO_PLACE = '';

/** `keys` is `id:base64,id:base64`, each of 32 bytes, as in SECRET_KEYS. */
export function createKeyring(keys: string): Keyring {
  const parsed = parseKeys(keys);
  const [active] = parsed;
  if (!active) throw new Error('SECRET_KEYS names no key');
  const byId = new Map(parsed);
  const [keyId, key] = active;

  const open = (id: string, encrypted: Uint8Array, place: string): Uint8Array => {
    const found = byId.get(id);
    if (!found) throw new UnknownKey(`the key ${JSON.stringify(id)} is not among SECRET_KEYS`);
    return decrypt(found, encrypted, place);
  };
  return {
    keyId,
    olderIds: parsed.slice(1).map(([id]) => id),
    seal: (secret, place) => {
      if (place === NO_PLACE) throw new Error('what is sealed is bound to a place');
      return `${VERSION}:${keyId}:${Buffer.from(encrypt(key, Buffer.from(secret), place)).toString('base64')}`;
    },
    open: (sealed, place) => {
      const { id, encrypted, hasPlace } = parseSealed(sealed);
      return Buffer.from(open(id, encrypted, hasPlace ? place : NO_PLACE)).toString();
    },
    isCurrent: (sealed) => sealed.startsWith(`${VERSION}:${keyId}:`),
    decryptPlaceless: (id, encrypted) => open(id, encrypted, NO_PLACE),
  };
}

function parseSealed(sealed: string): { id: string; encrypted: Uint8Array; hasPlace: boolean } {
  const parts = sealed.split(':');
  const [id = '', base64 = ''] = parts.slice(-2);
  return { id, encrypted: Buffer.from(base64, 'base64'), hasPlace: parts.length === 3 && parts[0] === VERSION };
}

function parseKeys(keys: string): [string, KeyObject][] {
  return keys
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [id = '', base64 = ''] = part.trim().split(/:(.*)/s);
      const key = Buffer.from(base64, 'base64');
      if (!/^[\w-]{1,32}$/.test(id) || key.length !== KEY_BYTES) {
        throw new Error('SECRET_KEYS: each key is id:base64 of exactly 32 bytes, the id of letters, digits, - and _');
      }
      return [id, readyKey(key)];
    });
}
