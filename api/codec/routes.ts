import { Hono } from 'hono';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { z } from 'zod';
import { audit, type AuditEntry } from '#db/people/audit.ts';
import { EncryptionCodec } from '#platform/codec.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { ApiError } from '../errors/error.ts';

/** Protobuf's JSON form: bytes are base64. */
const payload = z.object({ metadata: z.record(z.string(), z.base64()).default({}), data: z.base64().default('') });
const payloads = z.object({ payloads: z.array(payload).max(10_000) });
type Wire = z.infer<typeof payload>;

/** Lets Temporal's own UI show an admin what stands in a history. */
export const codec = (deps: ApiDeps) => {
  const encryption = new EncryptionCodec(deps.dataKeys);
  const fromUi = cors({
    origin: deps.temporalUiUrl ? new URL(deps.temporalUiUrl).origin : '',
    credentials: true,
    allowHeaders: ['content-type', 'x-namespace', 'authorization', 'authorization-extras'],
  });
  const operation = (summary: string, errors: ErrorCode[] = []) =>
    describe({
      tag: 'Codec',
      summary,
      description: "Temporal's codec server protocol.",
      answers: { 200: payloads },
      errors,
    });
  return new Hono<ApiEnv>()
    .use(fromUi)
    .get(
      '/',
      allow('admin', deps),
      describe({
        tag: 'Codec',
        summary: "Whether one may look into Temporal's own UI",
        description: 'For the proxy in front of it, which has no log-in of its own.',
        answers: { 204: null },
      }),
      (c) => c.body(null, 204),
    )
    .post(
      '/decode',
      allow('admin', deps),
      operation('Decrypt payloads', ['NOT_DECODABLE']),
      inLine('codec'),
      check('json', payloads),
      async (c) => {
        const given = c.req.valid('json').payloads;
        const decoded = await encryption.decode(given.map(fromWire)).catch(() => {
          throw new ApiError('NOT_DECODABLE');
        });
        await note(c, deps, 'payloads_decoded', given.length);
        return c.json({ payloads: decoded.map(toWire) });
      },
    )
    .post(
      '/encode',
      allow('admin', deps),
      operation('Encrypt payloads'),
      inLine('codec'),
      check('json', payloads),
      async (c) => {
        const given = c.req.valid('json').payloads;
        await note(c, deps, 'payloads_encoded', given.length);
        return c.json({ payloads: (await encryption.encode(given.map(fromWire))).map(toWire) });
      },
    );
};

/** Clients' words stand in there: who looked is noted before they see. */
function note(c: Context<ApiEnv>, { database }: ApiDeps, kind: AuditEntry['kind'], count: number): Promise<void> {
  return audit(database.pool, {
    kind,
    employeeId: me(c).employee.id,
    address: c.get('address'),
    detail: { payloads: count },
  });
}

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
