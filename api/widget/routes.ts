import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { allow } from '../access/allow.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { shared } from '../http/shared.ts';
import { operations } from './operations.ts';
import { SCRIPT } from './script.ts';
import { widgetsOf } from './shown.ts';

const ETAG = `"${createHash('sha256').update(SCRIPT).digest('base64url').slice(0, 22)}"`;
const FOR_ALL_SITES = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
/** Of one address, in a minute: behind one a whole company may look at the shop. */
const PER_MINUTE = 600;
const path = z.object({ id: z.uuid() });

/** The script of the widget: the same for every site, small, and looked at again every five minutes. */
export const widgetScript = (deps: ApiDeps) => {
  const packed = shared(async () => new Uint8Array(await promisify(gzip)(SCRIPT, { level: 9 })));
  return new Hono<ApiEnv>().get('/', allow('anyone', deps), describe(operations.script), async (c) => {
    forAllSites(c, 300);
    c.header('etag', ETAG);
    c.header('vary', 'Accept-Encoding');
    if (c.req.header('if-none-match') === ETAG) return c.body(null, 304);
    c.header('content-type', 'text/javascript; charset=utf-8');
    if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(SCRIPT);
    c.header('content-encoding', 'gzip');
    return c.body(await packed());
  });
};

/** What it shows of a page. */
export const widgetOfPage = (deps: ApiDeps) => {
  const asked = new RateLimiterMemory({ points: PER_MINUTE, duration: 60 });
  const shownOf = widgetsOf(deps);
  return new Hono<ApiEnv>().get(
    '/:id/widget',
    allow('anyone', deps),
    describe(operations.read),
    async (c, next) => {
      forAllSites(c, 60);
      return next();
    },
    check('param', path),
    async (c) => {
      const may = await asked.consume(c.get('address')).catch(() => null);
      if (!may) throw new ApiError('TOO_MANY_ATTEMPTS');
      const shown = await shownOf(c.req.valid('param').id);
      if (!shown) throw new ApiError('NOT_FOUND');
      return c.json(shown);
    },
  );
};

function forAllSites(c: Context, seconds: number): void {
  for (const [name, value] of Object.entries(FOR_ALL_SITES)) c.header(name, value);
  c.header('cache-control', `public, max-age=${seconds}`);
}
