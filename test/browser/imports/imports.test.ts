import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const TABLE = 'ПІБ;Телефон;Нотатка\nМарія Гончар;0671230001;Опт\nОлег;нема;\n';

test('F44: an admin brings a table of contacts in and takes it back; others see no import', async () => {
  const olena = await stage.window('olena', '/contacts');
  await untilShown(olena.page.locator('[data-create]'));
  expect(await olena.page.locator('[data-imports]').count()).toBe(0);

  const { page, complaints } = await stage.window('iryna', '/contacts');
  await page.locator('[data-imports]').click();
  const file = { name: 'клієнти.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) };
  await page.locator('[data-import-file]').setInputFiles(file);
  await untilShown(page.locator('[data-import-state=ready]'));
  await untilShown(page.locator('[data-problem=bad_phone]', { hasText: 'Телефон: Це не номер телефону' }));
  await page.locator('[data-field=column-2]').selectOption('segment');
  await untilShown(page.locator('[data-import-state=ready]'));
  await page.locator('[data-show=faulty]').click();
  await untilGone(page.locator('[data-import-row="2"]'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-faulty-file]').click()]);
  expect(download.suggestedFilename()).toBe('клієнти-faulty.csv');
  await page.locator('[data-start]').click();
  await untilShown(page.locator('[data-import-state=done] [data-count=made]').getByText('1'));

  await page.goto(`${stage.api.url}/contacts?q=гончар`);
  await untilShown(page.locator('[data-contact-row]').getByText('Опт'));
  await page.goto(`${stage.api.url}/contacts/imports`);
  await page.locator('[data-import=done] a').click();
  await page.locator('[data-undo]').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.locator('[data-import-state=undone] [data-count=removed]').getByText('1'));
  expect(complaints()).toEqual([]);
});
