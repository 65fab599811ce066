import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('a page that is older than its server says so once the stream is back, and loses no reply', async () => {
  stage.client('Оксана', 'Дідух').says('Чи є лампа?');
  const window = await stage.window('olena');
  const { page, context } = window;
  await window.open('Оксана Дідух');
  await page.locator('[data-composer]').fill('Так, є три');
  const newer = page.locator('[data-newer]');
  await page.locator('[data-connection=open]').first().waitFor({ state: 'attached' });
  // What a newer build says of itself.
  await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'newer' } }));
  expect(await newer.count()).toBe(0);
  await context.setOffline(true);
  await page.locator('[data-connection=broken]').first().waitFor({ state: 'attached' });
  await context.setOffline(false);
  await untilShown(newer.getByText('Розмова оновилася.'));
  expect(await faults(window)).toEqual([]);
  await page.unroute('**/_app/version.json');
  await newer.getByRole('button', { name: 'Перезавантажити' }).click();
  await untilGone(newer);
  await untilShown(page.locator('.talk-head').getByText('Оксана Дідух'));
  await expect.poll(() => page.locator('[data-composer]').inputValue()).toBe('Так, є три');
});
