import {
  type CipherKey,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

export const KEY_BYTES = 32;

/** A key that is used again and again: of plain bytes one is made for each use, which takes longer than encrypting. */
export const readyKey = (bytes: Uint8Array): KeyObject => createSecretKey(bytes);

/**
 * AES-256-GCM; gives iv, tag and ciphertext in one. The place is not kept in it but authenticated with it: who decrypts
 * has to name the same place, so that what was encrypted for one place is worth nothing in another.
 */
export function encrypt(key: CipherKey, plain: Uint8Array, place: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Throws when the key or the place is another one, or the bytes were changed. */
export function decrypt(key: CipherKey, encrypted: Uint8Array, place: string): Uint8Array {
  const iv = encrypted.subarray(0, IV_BYTES);
  // Without the length a tag of four bytes would do, and that can be guessed.
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(encrypted.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)).setAAD(Buffer.from(place));
  return Buffer.concat([decipher.update(encrypted.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}
