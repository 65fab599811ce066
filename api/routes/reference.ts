import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { generateSpecs, openAPIRouteHandler } from 'hono-openapi';
import { allow } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../deps.ts';
import { type ApiDocument, referencePage } from '../reference/page.ts';

const documentation = {
  openapi: '3.1.0',
  info: {
    title: 'Rozmova',
    version: '1',
    description: 'Everything the desk does. Log in by cookie, or use a personal token as `Authorization: Bearer`.',
  },
  components: {
    securitySchemes: {
      token: { type: 'http' as const, scheme: 'bearer' },
      cookie: { type: 'apiKey' as const, in: 'cookie' as const, name: 'rozmova_session' },
    },
  },
  security: [{ token: [] }, { cookie: [] }],
};

const style = readFileSync(new URL('../reference/style.css', import.meta.url), 'utf8');

/** The API's description: as OpenAPI, made from the schemas the routes check with, and as a page for people. */
export function describeApi(app: Hono<ApiEnv>, deps: ApiDeps): void {
  app.get('/api/openapi.json', allow('anyone', deps), openAPIRouteHandler(app, { documentation }));
  app.get('/api/docs', allow('anyone', deps), async (c) => {
    const document = (await generateSpecs(app, { documentation })) as ApiDocument;
    return c.html(await referencePage(document));
  });
  app.get('/api/docs/style.css', allow('anyone', deps), (c) =>
    c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
}
