import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './support/stage.ts';
import { untilShown } from './support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const SCRIPT = '<script>window.owned = true</script>';
const IMAGE = '<img src=x onerror="window.owned = true">';
const TEXTS = [
  SCRIPT,
  IMAGE,
  'javascript:window.owned=true',
  'data:text/html,<script>parent.owned=true</script>',
  'https://example.com/каталог?a=1&b=<b>2</b>',
  'https://аррӏе.com/login',
  'рахунок \u202Egnp.exe',
  '{{7*7}} ${7*7} %s %n',
  `л${'\u0301\u0316'.repeat(5_000)}о`,
  'ширше'.repeat(13_000),
];

test('A7: what a client writes is text: no script runs, only real links are links, the page keeps shape', async () => {
  const client = stage.client('Гнат', 'Ворог');
  const olena = await stage.window('olena');
  for (const text of TEXTS) client.says(text);
  await olena.open('Гнат Ворог');
  await expect.poll(() => olena.page.locator('.ev--in [data-message]').count()).toBe(TEXTS.length);
  for (const text of [SCRIPT, IMAGE, '{{7*7}} ${7*7} %s %n'])
    await untilShown(olena.page.locator('[data-message]').getByText(text, { exact: true }));
  expect(await olena.page.locator('[data-message] :is(script, img, iframe, b, i)').count()).toBe(0);
  const links = await olena.page
    .locator('[data-message] a')
    .evaluateAll((found) => found.map((link) => [link.getAttribute('href'), link.getAttribute('rel')]));
  expect(links.length).toBeGreaterThan(0);
  for (const [href, rel] of links) {
    expect(href).toMatch(/^https?:\/\//);
    expect(rel).toBe('noopener noreferrer');
  }
  expect(await shape(olena.page)).toEqual({ sideways: 0, composerSeen: true, owned: null, isolated: true });
  expect(olena.complaints()).toEqual([]);
});

test('A8: names, files, buttons and links of a stranger are text everywhere, the title too', async () => {
  const client = stage.client(IMAGE, '${7*7} {{7*7}}\r\nSet-Cookie: a=1');
  const page = stage.api.pages.dim.facebookId;
  client.says('Добрий день');
  stage.meta.sendMessage({
    client: client.id,
    page,
    attachments: [{ type: 'file', payload: { url: 'https://cdn.example/x', title: `${SCRIPT}.pdf` } }],
  });
  stage.meta.sendPostback({ client: client.id, page, title: `${IMAGE} кнопка` });
  stage.meta.sendReferral({ client: client.id, page, ref: `${SCRIPT}реклама` });
  const olena = await stage.window('olena');
  await untilShown(olena.row(IMAGE));
  await olena.row(IMAGE).click();
  await untilShown(olena.page.locator('.talk-head h1').getByText(IMAGE));
  await untilShown(olena.page.locator('[data-message]').getByText(`${IMAGE} кнопка`));
  await untilShown(olena.page.locator('[data-message]').getByText(`${SCRIPT}реклама`));
  expect(await olena.page.locator('.desk :is(img, iframe, script)').count()).toBe(0);
  expect(await shape(olena.page)).toEqual({ sideways: 0, composerSeen: true, owned: null, isolated: true });
  expect(olena.complaints()).toEqual([]);
});

type Page = Awaited<ReturnType<Stage['window']>>['page'];

/** How far the page can be pushed sideways, whether one can still answer, and whether somebody got in. */
function shape(page: Page) {
  return page.evaluate(() => {
    const log = document.querySelector('.log');
    const composer = document.querySelector('[data-composer]')?.getBoundingClientRect();
    const body = document.documentElement;
    const bubbles = [...document.querySelectorAll('.bubble-text')];
    return {
      sideways: Math.max(body.scrollWidth - innerWidth, (log?.scrollWidth ?? 0) - (log?.clientWidth ?? 0)),
      composerSeen: composer !== undefined && composer.bottom <= innerHeight && composer.right <= innerWidth,
      owned: (window as { owned?: boolean }).owned ?? null,
      isolated: bubbles.every((bubble) => /isolate|plaintext/.test(getComputedStyle(bubble).unicodeBidi)),
    };
  });
}
