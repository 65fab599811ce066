import { randomBytes } from 'node:crypto';
import { encrypt } from '#platform/cipher.ts';

/** A fresh key of this name, as it stands in SECRET_KEYS. */
export const keyNamed = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

/** A secret as it was sealed before there were places. */
export function sealedAsBefore(key: string, secret: string): string {
  const [id, base64 = ''] = key.split(/:(.*)/s);
  const encrypted = encrypt(Buffer.from(base64, 'base64'), Buffer.from(secret), '');
  return `${id}:${Buffer.from(encrypted).toString('base64')}`;
}
