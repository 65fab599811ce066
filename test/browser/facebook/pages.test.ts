import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('F05: pages are sought, put into a file, connected again, and removed by their name', async () => {
  stage.client('Оксана', 'Левченко').says('Чи є лампи?', 'outlet');
  await stage.settled();
  const iryna = await stage.window('iryna', '/settings/pages', { width: 390, height: 844 });
  const { page } = iryna;
  const rows = page.locator('[data-page]');
  await expect.poll(() => rows.count()).toBe(2);
  expect(await faults(iryna)).toEqual([]);
  await page.locator('[data-pages-search]').fill('outlet');
  await expect.poll(() => rows.count()).toBe(1);
  await page.locator('[data-size]').selectOption('10');
  await page.waitForURL('**/settings/pages?q=outlet&size=10');
  await page.locator('[data-export]').click();
  await untilShown(page.getByRole('dialog').getByText('Експорт сторінок'));
  await page.keyboard.press('Escape');
  await page.locator('[data-reconnect]').click();
  await untilShown(page.locator('[data-page-problem]').getByText('Спершу заповніть дані застосунку Facebook'));
  await page.locator('[data-remove]').click();
  const dialog = page.getByRole('dialog');
  await untilShown(dialog.getByText('1 відкритий чат буде завершено'));
  const remove = dialog.getByRole('button', { name: 'Видалити сторінку' });
  expect(await remove.isDisabled()).toBe(true);
  expect(await faults(iryna)).toEqual([]);
  await dialog.locator('[data-typed-name]').fill(stage.api.pages.outlet.name);
  await remove.click();
  await untilGone(dialog);
  await untilShown(page.getByText('Таких сторінок немає'));
  const all = await stage.window('iryna', '/activities/facebook');
  await untilShown(all.page.locator('[data-row]').getByText('Завершено'));
  // The refusal to connect again is one of the server's.
  expect(iryna.complaints(/409/)).toEqual([]);
});
