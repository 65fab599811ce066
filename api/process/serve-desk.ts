import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { openToAnyone } from '../access/allow.ts';
import type { ApiEnv } from '../http/deps.ts';

/** The built desk, or null where it was not built. */
export function findDesk(folder: string): { folder: string; html: string; scripts: string[] } | null {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return null;
  const html = readFileSync(index, 'utf8');
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
  return {
    folder,
    html,
    scripts: inline.map((script) => `sha256-${createHash('sha256').update(script).digest('base64')}`),
  };
}

/** Serves the desk: files that carry their content in their name for ever, the page itself never from a cache. */
export function serveDesk(app: Hono<ApiEnv>, desk: { folder: string; html: string }): void {
  const file = serveStatic({
    root: desk.folder,
    precompressed: true,
    onFound: (path, c) => {
      c.header('cache-control', path.includes('/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
    rewriteRequestPath: (path) => (path === '/' ? '/index.html' : path),
  });
  // A hidden file is a tool's own, not the desk's.
  app.use('*', (c, next) => (c.req.path.includes('/.') ? next() : file(c, next)));
  // Every other address is a page of the desk, which finds its own way.
  app.get('*', openToAnyone, (c, next) => {
    if (/^\/(api|webhooks|health)(\/|$)/.test(c.req.path) || /\.\w+$/.test(c.req.path)) return next();
    c.header('cache-control', 'no-cache');
    return c.html(desk.html);
  });
}
