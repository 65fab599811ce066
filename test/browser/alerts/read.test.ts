import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilFocusIn } from '#test/browser/keys/keyboard.ts';
import { addOperator } from '#test/browser/support/operator.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilGone, untilShown } from '#test/browser/support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§1.3: one alert is read by itself, all by a press, and the focus stays in the list', async () => {
  const { page, complaints } = await stage.window(stage.marko);
  const { id } = stage.marko;
  const olena = await stage.window('olena');
  for (const last of ['Один', 'Два', 'Три']) {
    stage.client('Гнат', last).says('Добрий день');
    await olena.open(`Гнат ${last}`);
    await addOperator(olena, Number(olena.page.url().split('/').at(-1)), id);
  }
  await untilShown(page.locator('[data-bell="3"]'));
  await page.locator('[data-bell]').click();
  await untilFocusIn(page, 'li:first-child [data-alert=added]');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await untilFocusIn(page, 'li:first-child [data-alert=added]:not(.bell-item--new)');
  await untilShown(page.locator('[data-bell="2"]'));
  await page.reload();
  await untilShown(page.locator('[data-bell="2"]'));
  await page.locator('[data-bell]').click();
  await page.locator('[data-read-all]').click();
  await untilGone(page.locator('[data-read-all]'));
  await untilFocusIn(page, 'li:first-child [data-alert=added]');
  await expect.poll(() => page.locator('.bell-item--new').count()).toBe(0);
  await page.reload();
  await untilShown(page.locator('[data-bell="0"]'));
  expect(complaints()).toEqual([]);
});

test('§1.3: a chat opened in the list, not by the bell, has its alerts read, and no others', async () => {
  const { page, open, complaints } = await stage.window(stage.marko);
  const olena = await stage.window('olena');
  for (const last of ['Чотири', 'П’ять']) {
    stage.client('Гнат', last).says('Добрий день');
    await olena.open(`Гнат ${last}`);
    await addOperator(olena, Number(olena.page.url().split('/').at(-1)), stage.marko.id);
  }
  await untilShown(page.locator('[data-bell="2"]'));
  await open('Гнат Чотири');
  await untilShown(page.locator('[data-bell="1"]'));
  await page.reload();
  await untilShown(page.locator('[data-bell="1"]'));
  await page.locator('[data-bell]').click();
  await untilShown(page.locator('.bell-item--new').getByText('Гнат П’ять'));
  await expect.poll(() => page.locator('.bell-item--new').count()).toBe(1);
  expect(complaints()).toEqual([]);
});
