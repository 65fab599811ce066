import { Hono } from 'hono';
import { facePng } from './face.ts';
import type { Parts } from './messenger.ts';

/** What Meta's CDN would hold: files by signed addresses, and the people's pictures. */
export function createFiles({ uploads, world }: Parts) {
  return new Hono()
    .get('/faces/:name', (c) => {
      const client = world.threadOfPsid.get(c.req.param('name').replace(/\.png$/, ''))?.client;
      if (client === undefined) return c.text('Not found', 404);
      return c.body(new Uint8Array(facePng(client)), 200, { 'Content-Type': 'image/png' });
    })
    .get('/:id/:name', (c) => {
      const upload = uploads.open(c.req.param('id'), c.req.query('oh') ?? '', c.req.query('oe') ?? '0');
      if (!upload) return c.text('URL signature expired', 403);
      // People send any file here; none may run in this origin.
      const headers = {
        'Content-Type': upload.mime,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': 'sandbox',
      };
      return c.body(new Uint8Array(upload.bytes), 200, headers);
    });
}
