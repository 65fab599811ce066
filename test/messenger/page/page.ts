import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const types: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
const parts = ['page', 'people', 'chat', 'bubbles', 'actions', 'composer'].map((name) => `${name}.css`);
const modules = ['page', 'state', 'people', 'composer', 'menu', 'thread', 'dom', 'words'].map((name) => `${name}.js`);

/** The page on which a person chats as any of the clients: plain files, nothing built, no inline code. */
export function createPage() {
  const page = new Hono();
  page.get('/', () => file('index.html'));
  // As m.me does: it opens Messenger with the page whose name or number stands in the link.
  page.get('/m.me/:page', (c) => {
    const ref = encodeURIComponent(c.req.query('ref') ?? '');
    return c.redirect(`/?ref=${ref}#${encodeURIComponent(c.req.param('page'))}/`);
  });
  for (const name of [...parts, ...modules]) page.get(`/page/${name}`, () => file(name));
  return page;
}

function file(name: string): Response {
  const type = types[name.split('.').at(-1) ?? ''];
  return new Response(readFileSync(new URL(name, import.meta.url), 'utf8'), {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'no-cache',
      'Content-Security-Policy':
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
