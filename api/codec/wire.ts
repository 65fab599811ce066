import { z } from 'zod';

/** Protobuf's JSON form: bytes are base64. */
const payload = z.object({ metadata: z.record(z.string(), z.base64()).default({}), data: z.base64().default('') });
export const payloads = z.object({ payloads: z.array(payload).max(10_000) });
type Wire = z.infer<typeof payload>;

export function fromWire({ metadata, data }: Wire) {
  const bytes = Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')]);
  return { metadata: Object.fromEntries(bytes) as Record<string, Uint8Array>, data: Buffer.from(data, 'base64') };
}

export function toWire(payload: { metadata?: Record<string, Uint8Array> | null; data?: Uint8Array | null }): Wire {
  const bytes = Object.entries(payload.metadata ?? {});
  const texts = bytes.map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  return {
    metadata: Object.fromEntries(texts) as Record<string, string>,
    data: Buffer.from(payload.data ?? []).toString('base64'),
  };
}
