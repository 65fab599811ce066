import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from './deps.ts';

/** What fits into one packet is not sent any sooner. */
const WORTH_BYTES = 1_400;
/** The best first: browsers name them all, and prefer none. */
const SUPPORTED = ['br', 'gzip'];
/** As quick as gzip, and a fifth smaller on our lists. */
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};

const brotli = promisify(brotliCompress);
const packers = { br: (body: Buffer) => brotli(body, BROTLI), gzip: promisify(gzip) };
type Encoding = keyof typeof packers;

/**
 * JSON goes out compressed to who understands it. A stream never does: its events have to leave one by one. Answers
 * that another site's page asked for go as they are, since their compressed length could tell it something of them.
 */
export const compressed = () =>
  createMiddleware<ApiEnv>(async (c, next) => {
    await next();
    const { headers, status } = c.res;
    if (!headers.get('content-type')?.startsWith('application/json') || headers.has('content-encoding')) return;
    headers.append('vary', 'Accept-Encoding');
    const encoding = encodingFor(c);
    if (!encoding || status === 204 || c.req.method === 'HEAD') return;
    const body = Buffer.from(await c.res.arrayBuffer());
    if (body.length < WORTH_BYTES) {
      c.res = new Response(body, { status, headers });
      return;
    }
    const packed = await packers[encoding](body);
    headers.set('content-encoding', encoding);
    headers.delete('content-length');
    c.res = new Response(new Uint8Array(packed), { status, headers });
  });

function encodingFor(c: Context<ApiEnv>): Encoding | null {
  const site = c.req.header('sec-fetch-site') ?? 'none';
  if (site !== 'same-origin' && site !== 'none') return null;
  const chosen = accepts(c, {
    header: 'Accept-Encoding',
    supports: SUPPORTED,
    default: 'identity',
    match: (accepted, { supports, default: none }) =>
      supports.find((one) => accepted.some(({ type, q }) => type.toLowerCase() === one && q > 0)) ?? none,
  });
  return chosen === 'br' || chosen === 'gzip' ? chosen : null;
}
