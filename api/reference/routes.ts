import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context, Hono } from 'hono';
import { allow } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { documentOf } from './document.ts';
import { referencePage } from './page.ts';
import { shared } from '../http/shared.ts';

const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8');

/**
 * The API's description: as OpenAPI, made from the schemas the routes check with, and as a page for people. Anybody may
 * ask, and it takes the thread that accepts messages a moment: it is made once, by the first who asks.
 */
export function describeApi(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const document = shared(() => documentOf(app));
  const json = shared(async () => {
    deps.log.debug('the description of the API is written');
    return asAnswer(JSON.stringify(await document()), 'application/json');
  });
  const page = shared(async () => {
    deps.log.debug('the reference of the API is written');
    return asAnswer(String(await referencePage(await document())), 'text/html; charset=UTF-8');
  });
  const css = asAnswer(style, 'text/css; charset=utf-8');
  app.get('/api/openapi.json', allow('anyone', deps), async (c) => give(c, await json()));
  app.get('/api/docs', allow('anyone', deps), async (c) => give(c, await page()));
  app.get('/api/docs/style.css', allow('anyone', deps), (c) => give(c, css));
}

interface Answer {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

function asAnswer(text: string, type: string): Answer {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  return { bytes: new TextEncoder().encode(text), type, etag };
}

/** The same for everybody, until another version of the program answers. */
function give(c: Context, { bytes, type, etag }: Answer): Response {
  const headers = { etag, 'cache-control': 'public, no-cache' };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  return c.body(bytes, 200, { ...headers, 'content-type': type });
}
