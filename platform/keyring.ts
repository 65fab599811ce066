import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under named keys: the first encrypts, every one decrypts, so that keys can be rotated. */
export interface Keyring {
  readonly keyId: string;
  /** iv, tag and ciphertext in one. */
  encrypt(plain: Uint8Array): Uint8Array;
  /** Throws when the key is not here or the bytes were changed. */
  decrypt(keyId: string, sealed: Uint8Array): Uint8Array;
  /** A secret as text for the database: `keyId:base64`. */
  seal(secret: string): string;
  open(sealed: string): string;
}

/** It was sealed under a key that is not here. */
export class UnknownKey extends Error {
  override name = 'UnknownKey';
}

/** `keys` is `id:base64,id:base64`, each of 32 bytes, as in SECRET_KEYS. */
export function createKeyring(keys: string): Keyring {
  const parsed = parseKeys(keys);
  const [active] = parsed;
  if (!active) throw new Error('SECRET_KEYS names no key');
  const byId = new Map(parsed);
  const [keyId, key] = active;

  const encrypt = (plain: Uint8Array): Uint8Array => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  };
  const decrypt = (id: string, sealed: Uint8Array): Uint8Array => {
    const found = byId.get(id);
    if (!found) throw new UnknownKey(`the key ${JSON.stringify(id)} is not among SECRET_KEYS`);
    const iv = sealed.subarray(0, IV_BYTES);
    // Without the length a tag of four bytes would do, and that can be guessed.
    const decipher = createDecipheriv('aes-256-gcm', found, iv, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  };
  return {
    keyId,
    encrypt,
    decrypt,
    seal: (secret) => `${keyId}:${Buffer.from(encrypt(Buffer.from(secret))).toString('base64')}`,
    open: (sealed) => {
      const at = sealed.indexOf(':');
      return Buffer.from(decrypt(sealed.slice(0, at), Buffer.from(sealed.slice(at + 1), 'base64'))).toString();
    },
  };
}

function parseKeys(keys: string): [string, Buffer][] {
  return keys
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [id = '', base64 = ''] = part.trim().split(/:(.*)/s);
      const key = Buffer.from(base64, 'base64');
      if (!/^[\w-]{1,32}$/.test(id) || key.length !== 32) {
        throw new Error('SECRET_KEYS: each key is id:base64 of exactly 32 bytes, the id of letters, digits, - and _');
      }
      return [id, key];
    });
}
