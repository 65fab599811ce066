import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilFocusIn } from '../keys/keyboard.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

/** Of script and style as they come over the wire, until the list is there. */
const MOST_BYTES = 150_000;
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  stage.client('Оксана', 'Левченко').says('Добрий день! Чи є торшер «Вечір»?');
  // A list that changes is asked for again.
  await stage.settled();
});
afterAll(() => stage.close());

/** Scripts and styles that have come so far, with their bytes on the wire. */
const loaded = (page: Page) =>
  page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => /\.(js|css)$/.test(name))
      .map(({ encodedBodySize }) => encodedBodySize),
  );

test('§4: the first load takes no more of script and style than the list needs', async () => {
  const { page } = await stage.window('iryna', '/login');
  // The page is drawn up to the place where the chats will stand.
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await page.route('**/api/chats/sections*', (route) => held.then(() => route.continue()));
  await page.goto('/');
  await untilShown(page.locator('[data-account]'));
  await untilShown(page.locator('.list [aria-busy=true]'));
  const first = await loaded(page);
  // Each file more is a wait more: a browser opens few connections to a host.
  expect(first.length).toBeGreaterThan(2);
  expect(first.length).toBeLessThan(20);
  expect(first.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(MOST_BYTES);
  goOn();
  await untilShown(page.locator('[data-chat]'));
  await expect.poll(async () => (await loaded(page)).length).toBeGreaterThan(first.length);
});

test('§1.8: what the list shows first is asked for once, ahead of the desk, and after the session', async () => {
  const { page } = await stage.window('iryna', '/me');
  const asked: string[] = [];
  // The desk’s own parts do not come before all of that was asked for.
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await page.route('**/entry/start.*', (route) => held.then(() => route.continue()));
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (/^\/api\/(session|chats)/.test(pathname)) asked.push(pathname + search);
    if (asked.length === 4) goOn();
  });
  await page.goto('/', { waitUntil: 'commit' });
  await untilShown(page.locator('[data-chat]'));
  const lists = ['', '/mine?pageSize=30', '/unassigned?pageSize=30'].map((of) => `/api/chats/sections${of}`);
  expect(asked.slice(0, 4)).toEqual(['/api/session', ...lists]);
  expect(new Set(asked).size).toBe(asked.length);
});

test('§4: what is loaded later opens at the first press, by pointer and by key, and focus stays', async () => {
  const window = await stage.window('iryna');
  const { page } = window;
  await untilShown(window.row('Оксана Левченко'));
  const menu = page.locator('[role=menu]');
  await page.locator('[data-filter]').click();
  await untilShown(menu.getByText('Завершено'));
  await page.keyboard.press('Escape');
  await untilGone(menu);
  await untilFocusIn(page, '[data-filter]');

  // Going through with the keyboard: what was replaced under the focus has it again.
  await page.locator('[data-bell]').focus();
  await untilShown(page.locator('[data-bell][data-state]'));
  await untilFocusIn(page, '[data-bell]');
  await page.keyboard.press('Enter');
  await untilShown(page.locator('[role=dialog] h2').getByText('Сповіщення'));
  await page.keyboard.press('Escape');

  await page.locator('[data-account]').dispatchEvent('click');
  await untilShown(page.locator('[data-log-out]'));
  expect(window.complaints()).toEqual([]);
});

test('§4: whoever has lost the connection opens what was loaded in spare time', async () => {
  const window = await stage.window('iryna');
  const { page, context } = window;
  await untilShown(window.row('Оксана Левченко'));
  await untilShown(page.locator('[data-account][data-later=here]'));
  await context.setOffline(true);
  await page.locator('[data-account]').click();
  await untilShown(page.locator('[data-log-out]'));
});
