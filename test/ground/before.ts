import { randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
// A CommonJS package whose names an ES module cannot import one by one.
import proto from '@temporalio/proto';
import { encrypt } from '#platform/cipher.ts';

/** A fresh key of this name, as it stands in SECRET_KEYS. */
export const keyNamed = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

/** A secret as it was sealed before there were places. */
export function sealedAsBefore(key: string, secret: string): string {
  const [id, base64 = ''] = key.split(/:(.*)/s);
  const encrypted = encrypt(Buffer.from(base64, 'base64'), Buffer.from(secret), '');
  return `${id}:${Buffer.from(encrypted).toString('base64')}`;
}

/** A payload as it was encrypted before there were keys of clients. */
export function payloadAsBefore(key: string, payload: Payload): Payload {
  const [id = '', base64 = ''] = key.split(/:(.*)/s);
  const bytes = proto.temporal.api.common.v1.Payload.encode(payload).finish();
  return {
    metadata: { encoding: Buffer.from('binary/encrypted'), 'encryption-key-id': Buffer.from(id) },
    data: encrypt(Buffer.from(base64, 'base64'), bytes, ''),
  };
}

/** Encrypts as it was done before there were keys of clients. */
export const codecOfBefore = (key: string): PayloadCodec => ({
  encode: async (payloads) => payloads.map((payload) => payloadAsBefore(key, payload)),
  decode: async (payloads) => payloads,
});
