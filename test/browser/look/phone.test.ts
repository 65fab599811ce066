import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;
const PHONE = { width: 390, height: 844 };

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§8 Phone: tabs that go on fade at the edge; a section leads back to the list of all', async () => {
  const window = await stage.window('iryna', '/settings/routing', PHONE);
  const { page } = window;
  const tabs = page.locator('.page-head .tabs');
  await untilShown(tabs);
  expect(await tabs.evaluate((one) => getComputedStyle(one).maskImage)).toContain('gradient');
  expect(await tabs.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
  await page.locator('.crumbs').getByRole('link', { name: 'Налаштування' }).click();
  await untilShown(page.getByRole('heading', { name: 'Налаштування' }));
  expect(await page.locator('[data-section-link]').count()).toBe(16);
  expect(await page.locator('.bottom [aria-current]').innerText()).toContain('Налаштування');
  expect(await faults(window)).toEqual([]);
  await page.locator('[data-section-link="/settings/templates"]').click();
  await page.waitForURL('**/settings/templates');
  expect(window.complaints()).toEqual([]);
});

test('§8 Phone: the status in the head of a chat leaves the larger part to the name', async () => {
  const client = stage.client('Вероніка', 'Константинопольська');
  client.says('Доброго дня!');
  await stage.settled();
  const window = await stage.window('olena', '/', PHONE);
  const { page } = window;
  await window.open(client.name);
  await window.answer('Вітаю!');
  const status = page.locator('.talk-head [data-status=answered]');
  await untilShown(status);
  const [button, title] = [await status.boundingBox(), await page.locator('.talk-title').boundingBox()];
  expect(button?.width ?? 999).toBeLessThan(title?.width ?? 0);
  expect(button?.width ?? 999).toBeLessThanOrEqual(390 * 0.37);
  expect(await faults(window)).toEqual([]);
});

test('§8 Client’s page: languages in words, whose clock it is, and contrast in both schemes', async () => {
  stage.client('Оксана').says('Добрий день!');
  for (const theme of ['light', 'dark'] as const) {
    const window = await stage.window(null, stage.meta.url, { theme, width: 1280, height: 800 });
    const { page } = window;
    await untilShown(page.locator('.clients [aria-current] .at'));
    expect(await page.locator('.at').allInnerTexts()).not.toContain('uk_UA');
    await untilShown(page.getByText(/^Час — за годинником браузера \(.+\)$/));
    expect([theme, await faults(window)]).toEqual([theme, []]);
  }
  const { id } = stage.meta.createClient({ firstName: 'Нова', locale: 'pl_PL' });
  const { page } = await stage.window(null, stage.meta.url);
  await untilShown(page.locator(`[data-client="${id}"] .at`).getByText('польська (Польща)'));
});
