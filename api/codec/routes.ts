import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { EncryptionCodec } from '#platform/codec.ts';
import { allow } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { operations } from './operations.ts';
import { fromWire, payloads, toWire } from './wire.ts';

/**
 * Lets Temporal's own UI show an admin what stands in a history. Clients' words stand in there: who looked is noted
 * before they see.
 */
export const codec = (deps: ApiDeps) => {
  const encryption = new EncryptionCodec(deps.dataKeys);
  return new Hono<ApiEnv>()
    .use(fromUi(deps))
    .get('/', allow('admin', deps), describe(operations.mayLook), (c) => c.body(null, 204))
    .post(
      '/decode',
      allow('admin', deps),
      describe(operations.decode),
      inLine('codec'),
      check('json', payloads),
      async (c) => {
        const given = c.req.valid('json').payloads;
        const decoded = await encryption.decode(given.map(fromWire)).catch(() => {
          throw new ApiError('NOT_DECODABLE');
        });
        await note(deps, c, 'payloads_decoded', { payloads: given.length });
        return c.json({ payloads: decoded.map(toWire) });
      },
    )
    .post(
      '/encode',
      allow('admin', deps),
      describe(operations.encode),
      inLine('codec'),
      check('json', payloads),
      async (c) => {
        const given = c.req.valid('json').payloads;
        await note(deps, c, 'payloads_encoded', { payloads: given.length });
        return c.json({ payloads: (await encryption.encode(given.map(fromWire))).map(toWire) });
      },
    );
};

function fromUi({ temporalUiUrl }: ApiDeps) {
  return cors({
    origin: temporalUiUrl ? new URL(temporalUiUrl).origin : '',
    credentials: true,
    allowHeaders: ['content-type', 'x-namespace', 'authorization', 'authorization-extras'],
  });
}
