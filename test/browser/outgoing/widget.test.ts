import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { publish, setting } from '../support/settings.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { openWindow, untilGone, untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('F13: an admin names the page, sees the widget, puts it into a site; who comes by it is told apart', async () => {
  const dim = stage.api.pages.dim;
  const window = await stage.window('iryna', `/settings/configuration?page=${dim.id}`);
  await setUp(window.page);
  const snippet = await window.page.locator('[data-snippet] textarea').inputValue();
  expect(snippet).toContain(`data-page="${dim.id}"`);
  await publish(window.page);
  expect(await faults(window)).toEqual([]);
  const site = await siteWith(snippet);
  await visit(site);
  const talk = stage.client('Оксана', 'Левченко');
  const referral = { ref: 'site', source: 'SHORTLINK', type: 'OPEN_THREAD' };
  stage.meta.sendPostback({ client: talk.id, page: dim.facebookId, title: 'Почати', referral });
  await window.page.goto('/');
  await window.open('Оксана');
  await untilShown(window.page.locator('[data-came-by]').getByText('site'));
  expect(window.complaints()).toEqual([]);
});

/** What cannot be a name is told; a pasted link is read; the draft is shown as it will stand. */
async function setUp(page: Page): Promise<void> {
  const username = setting(page, 'chatbotUsername').locator('input');
  await username.fill('світло');
  await untilShown(setting(page, 'chatbotUsername').locator('[data-fault]'));
  expect(await page.locator('[data-snippet]').count()).toBe(0);
  await username.fill('https://m.me/dim.svitlo');
  await expect.poll(() => username.inputValue()).toBe('dim.svitlo');
  await setting(page, 'widget.color').locator('input').fill('#ffd400');
  const opener = page.locator('[data-widget-preview]').getByRole('button', { name: 'Написати нам у Messenger' });
  await opener.click();
  const link = page.locator('[data-widget-preview]').getByRole('link');
  expect(await link.getAttribute('href')).toBe('https://m.me/dim.svitlo?ref=site');
  // On yellow one reads black.
  await expect.poll(() => link.evaluate((shown) => getComputedStyle(shown).color)).toBe('rgb(0, 0, 0)');
  await opener.click();
  await untilGone(link);
}

/** A site of another origin with a strict policy of its own, which allows nothing but the script and where it asks. */
async function siteWith(snippet: string): Promise<string> {
  const { url } = stage.api;
  const policy = `default-src 'none'; script-src ${url}; connect-src ${url}; style-src 'self'`;
  const html = `<!doctype html><html lang="en"><head><title>Shop</title></head><body><main><h1>Shop</h1></main>
    ${snippet}</body></html>`;
  const server = createServer((_, answer) =>
    answer.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(html),
  ).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function visit(site: string): Promise<void> {
  const { api, browser } = stage;
  const window = await openWindow(browser, { api, url: site, email: null, path: '/', language: 'en', width: 390 });
  const { page, context } = window;
  const opener = page.getByRole('button', { name: 'Write to us in Messenger' });
  await untilShown(opener);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: api.pages.dim.name });
  await untilShown(dialog);
  expect(await opener.getAttribute('aria-expanded')).toBe('true');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className))
    .toBe('link');
  expect(await dialog.getByRole('link').getAttribute('href')).toBe('https://m.me/dim.svitlo?ref=site');
  expect(await faults(window)).toEqual([]);
  await page.keyboard.press('Escape');
  await untilGone(dialog);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className))
    .toBe('opener');
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  expect(window.complaints(/favicon/)).toEqual([]);
  await window.close();
}
