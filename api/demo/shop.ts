import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { ApiEnv } from '../http/deps.ts';

const STYLE = `
  :root { color-scheme: light; font: 17px/1.6 Georgia, serif; color: #2c2620; background: #faf6ef; }
  body { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 6rem; }
  header { border-bottom: 2px solid #2c2620; }
  ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: 1.25rem; padding: 0; }
  li { list-style: none; padding: 1.25rem; border: 1px solid #d8cdb9; background: #fff; }
  h2 { margin: 0; font-size: 1.1rem; }
  p { margin: 0.5rem 0 0; }`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const GOODS = [
  ['Настільна лампа «Ліхтарник»', '1 240 грн'],
  ['Підвіс «Дзвоник», мідь', '2 890 грн'],
  ['Торшер «Журавель»', '4 150 грн'],
  ['Гірлянда «Світлячки», 10 м', '560 грн'],
] as const;

/** A shop's own site, as small as one can be: what a client sees before they write. */
export function shopPage(c: Context<ApiEnv>, pageId: string) {
  c.header('content-security-policy', POLICY);
  return c.html(
    html`<!doctype html>
      <html lang="uk">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>Дім і Світло: крамниця демо</title>
          ${raw(`<style>${STYLE}</style>`)}
        </head>
        <body>
          <header><h1>Дім і Світло</h1></header>
          <main>
            <p>Лампи, люстри й торшери від українських майстрів. Підкажемо, що пасує саме вам.</p>
            <ul>
              ${GOODS.map(
                ([name, price]) =>
                  html`<li>
                    <h2>${name}</h2>
                    <p>${price}</p>
                  </li>`,
              )}
            </ul>
          </main>
          <script async src="/widget.js" data-page="${pageId}" data-ref="demo-shop"></script>
        </body>
      </html>`,
  );
}
