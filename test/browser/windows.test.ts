import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepPresence } from '#api/presence/sweep.ts';
import { type RunningApi, runApi } from '#api/process/run-api.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { findBrowser } from '#start/browser.ts';
import { PASSWORD } from '#test/integration/support/company.ts';
import { silence } from '#test/integration/support/desk.ts';
import { until } from '#test/integration/support/until.ts';
import { openStage, type Stage } from './support/stage.ts';
import { countStreams, type Streams } from './support/streams.ts';
import { untilShown, WAIT_MS } from './support/window.ts';

const TABS = 8;
/**
 * A name of the office's network: over plain http it is no secure context, so a browser hides half of its features from
 * us.
 */
const HOST = 'desk.office.example';

let stage: Stage;
let streams: Streams;
let plain: RunningApi;
let chrome: Browser;

beforeAll(async () => {
  stage = await openStage();
  streams = countStreams();
  plain = await runApi({ ...stage.api.settings, port: 0, host: '127.0.0.1', publicUrl: `http://${HOST}` });
  const { executablePath, args } = await findBrowser();
  chrome = await chromium.launch({ executablePath, args: [...args, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`] });
});
afterAll(async () => {
  await chrome.close();
  streams.stop();
  await plain.stop();
  await stage.close();
});

/** A browser of its own in which somebody has just logged in. */
async function openBrowser(email: string): Promise<BrowserContext> {
  const context = await chrome.newContext({ baseURL: `http://${HOST}:${plain.port}`, locale: 'uk-UA' });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  await logIn(page, email);
  await page.close();
  return context;
}

async function logIn(page: Page, email: string): Promise<void> {
  await page.goto('/login');
  await page.locator('[type=email]').fill(email);
  await page.locator('[type=password]').fill(PASSWORD);
  await page.locator('[type=password]').press('Enter');
  await untilShown(page.locator('.desk'));
}

/** The bar is there, and empty, while all is well. */
const untilLine = (page: Page, state: string) =>
  page.locator(`[data-connection=${state}]`).first().waitFor({ state: 'attached' });

async function openTab(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await untilLine(page, 'open');
  return page;
}

const openTabs = async (context: BrowserContext, path: string): Promise<Page[]> => {
  const tabs: Page[] = [];
  for (let n = 0; n < TABS; n += 1) tabs.push(await openTab(context, path));
  return tabs;
};
const inAll = (tabs: Page[], look: (tab: Page) => Promise<unknown>) => Promise.all(tabs.map(look));
const sees = (text: string) => (tab: Page) => untilShown(tab.getByText(text));

async function stateOf(employeeId: string): Promise<string | undefined> {
  const { pool } = stage.api.database;
  await sweepPresence({ pool, notifier: new Notifier(pool) });
  const { rows } = await pool.query<{ state: string }>('select state from presence where employee_id = $1', [
    employeeId,
  ]);
  return rows[0]?.state;
}

async function newestChat(): Promise<number | undefined> {
  const { rows } = await stage.api.database.pool.query<{ number: number }>(
    'select number from chat order by number desc limit 1',
  );
  return rows[0]?.number;
}

/** Tabs of these people that have told of themselves since then. */
async function countBeats(people: string[], since: Date | undefined): Promise<number> {
  const { rows } = await stage.api.database.pool.query<{ count: string }>(
    'select count(*) from presence_tab where employee_id = any($1) and beat_at > $2',
    [people, since],
  );
  return Number(rows[0]?.count);
}

test('S1: two browsers with eight tabs each over plain http: all are live, both people are on shift', async () => {
  const { pool } = stage.api.database;
  const people = [stage.api.people.olena.id, stage.marko.id];
  const ivan = stage.client('Іван', 'Довгий');
  ivan.says('Перше слово');
  const number = await until('the chat', newestChat);
  const [olena, marko] = [await openBrowser('olena@demo.example'), await openBrowser('marko@demo.example')];
  const tabs = [...(await openTabs(olena, `/chats/${number}`)), ...(await openTabs(marko, '/'))];
  expect(await tabs[0]?.evaluate(() => [isSecureContext, typeof SharedWorker])).toEqual([false, 'function']);
  await inAll(tabs, sees('Перше слово'));
  ivan.says('Друге слово');
  await inAll(tabs, sees('Друге слово'));
  await until('one stream for each browser', () => streams.open() === 2);

  // Twice forty seconds without a word: whoever told nothing in between is gone.
  for (let n = 0; n < 2; n += 1) {
    for (const id of people) await silence(stage.api, id, 40);
    const before = await pool.query<{ now: Date }>('select now()');
    await inAll(tabs, (tab) => tab.evaluate(() => window.dispatchEvent(new Event('focus'))));
    await until('every tab has told of itself', async () => {
      return (await countBeats(people, before.rows[0]?.now)) === 2 * TABS;
    });
  }
  expect(await Promise.all(people.map(stateOf))).toEqual(['online', 'online']);

  const eighth = tabs[TABS - 1] as Page;
  await eighth.locator('[data-composer]').fill('Відповідь з восьмої');
  await eighth.locator('[data-send]').click();
  await inAll(tabs.slice(0, TABS), sees('Відповідь з восьмої'));
  await until('the client has it', () => ivan.received().includes('Відповідь з восьмої'));
  await marko.close();
  await olena.close();
  await until('no stream is left', () => streams.open() === 0);
});

test('S1: tabs close, the server restarts, somebody logs out: the others go on, hear it and end together', async () => {
  const context = await openBrowser('olena@demo.example');
  const [first, second, third] = [
    await openTab(context, '/'),
    await openTab(context, '/'),
    await openTab(context, '/'),
  ];
  await first.close();
  const oksana = stage.client('Оксана', 'Після');
  oksana.says('Після першої вкладки');
  await sees('Після першої вкладки')(second);

  await plain.stop();
  await untilLine(second, 'broken');
  oksana.says('Поки нікого');
  plain = await runApi({ ...stage.api.settings, port: plain.port, host: '127.0.0.1', publicUrl: `http://${HOST}` });
  await sees('Поки нікого')(second);
  const late = await openTab(context, '/');
  await sees('Поки нікого')(late);
  await until('one stream', () => streams.open() === 1);

  // Not waited for: with the answer the page may be gone.
  await third.evaluate(() => void fetch('/api/session', { method: 'DELETE' }));
  await inAll([second, third, late], (tab) => tab.waitForURL(/\/login/));
  await until('no stream is left', () => streams.open() === 0);

  await logIn(second, 'marko@demo.example');
  await untilLine(second, 'open');
  await late.goto('/');
  await untilLine(late, 'open');
  await until('one stream', () => streams.open() === 1);
  await context.close();
});
