import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { z } from 'zod';
import { EncryptionCodec } from '#platform/codec.ts';
import { allow } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../deps.ts';
import { check, describe } from '../describe.ts';
import { ApiError } from '../errors.ts';

/** Protobuf's JSON form: bytes are base64. */
const payload = z.object({ metadata: z.record(z.string(), z.base64()).default({}), data: z.base64().default('') });
const payloads = z.object({ payloads: z.array(payload).max(10_000) });
type Wire = z.infer<typeof payload>;

/** Lets Temporal's own UI show an admin what stands in a history. */
export const codec = (deps: ApiDeps) => {
  const encryption = new EncryptionCodec(deps.keyring);
  const fromUi = cors({
    origin: deps.temporalUiUrl ? new URL(deps.temporalUiUrl).origin : '',
    credentials: true,
    allowHeaders: ['content-type', 'x-namespace', 'authorization', 'authorization-extras'],
  });
  const operation = (summary: string) =>
    describe({
      tag: 'Codec',
      summary,
      description: "Temporal's codec server protocol.",
      answers: { 200: payloads },
      errors: ['NOT_ALLOWED', 'NOT_DECODABLE', 'TOO_MANY_ATTEMPTS'],
    });
  return new Hono<ApiEnv>()
    .use(fromUi)
    .post(
      '/decode',
      allow('admin', deps),
      operation('Decrypt payloads'),
      inLine('codec'),
      check('json', payloads),
      async (c) => {
        try {
          return c.json({
            payloads: (await encryption.decode(c.req.valid('json').payloads.map(fromWire))).map(toWire),
          });
        } catch {
          throw new ApiError('NOT_DECODABLE');
        }
      },
    )
    .post(
      '/encode',
      allow('admin', deps),
      operation('Encrypt payloads'),
      inLine('codec'),
      check('json', payloads),
      async (c) =>
        c.json({ payloads: (await encryption.encode(c.req.valid('json').payloads.map(fromWire))).map(toWire) }),
    );
};

function fromWire({ metadata, data }: Wire) {
  const bytes = Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')]);
  return { metadata: Object.fromEntries(bytes) as Record<string, Uint8Array>, data: Buffer.from(data, 'base64') };
}

function toWire({ metadata, data }: { metadata?: Record<string, Uint8Array> | null; data?: Uint8Array | null }): Wire {
  const texts = Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  return {
    metadata: Object.fromEntries(texts) as Record<string, string>,
    data: Buffer.from(data ?? []).toString('base64'),
  };
}
