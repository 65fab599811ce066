import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** The whole of it is within the window, without any scrolling. */
async function isInSight(page: Page, what: Locator): Promise<boolean> {
  const box = await what.boundingBox();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  return box !== null && box.y >= 0 && box.x >= 0 && box.y + box.height <= height && box.x + box.width <= width;
}

test.each([
  [1280, 800],
  [390, 844],
])('§1.19: at %s × %s the rule is said while it is filled in, its buttons in sight', async (width, height) => {
  const window = await stage.window('iryna', '/settings/routing', { width, height });
  const { page } = window;
  await page.locator('[data-add-rule]').click();
  const dialog = page.getByRole('dialog');
  const done = dialog.getByRole('button', { name: 'Готово' });
  await expect.poll(() => isInSight(page, done)).toBe(true);
  const words = dialog.getByLabel('Слова в першому повідомленні');
  await words.fill('доставк');
  await words.press('Enter');
  await dialog.getByRole('checkbox', { name: 'Марко Гнатюк' }).check();
  const sentence = dialog.locator('[data-live-sentence]');
  await expect.poll(() => sentence.innerText()).toBe('Якщо в першому повідомленні є «доставк» → Марко Гнатюк');
  const capacity = dialog.getByRole('group', { name: 'Відкритих чатів на людину' });
  await capacity.getByRole('button', { name: 'Окремо' }).click();
  await dialog.getByRole('textbox', { name: 'Відкритих чатів на людину' }).focus();
  await expect.poll(() => isInSight(page, done)).toBe(true);
  await expect.poll(() => isInSight(page, sentence)).toBe(true);
  expect(await faults(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

test('§1.19: a filled rule is not thrown away by Esc, by the way back or by a word not taken yet', async () => {
  const window = await stage.window('iryna', '/settings/team');
  const { page } = window;
  await page.getByRole('link', { name: 'Розподіл' }).click();
  await page.locator('[data-add-rule]').click();
  const dialog = page.getByRole('dialog', { name: 'Нове правило' });
  await untilShown(dialog);
  // Nothing is filled in: nothing is asked.
  await page.keyboard.press('Escape');
  await untilGone(dialog);

  await page.locator('[data-add-rule]').click();
  await dialog.getByLabel('Слова в першому повідомленні').pressSequentially('оплат');
  await page.keyboard.press('Escape');
  const asked = page.getByRole('alertdialog');
  await asked.getByRole('button', { name: 'Повернутися до форми' }).click();
  await untilGone(asked);
  await dialog.getByLabel('Назва').fill('Оплата');
  await page.goBack();
  await asked.getByRole('button', { name: 'Повернутися до форми' }).click();
  await untilGone(asked);
  expect(new URL(page.url()).pathname).toBe('/settings/routing');
  expect(await dialog.getByLabel('Назва').inputValue()).toBe('Оплата');
  await dialog.getByRole('button', { name: 'Скасувати' }).click();
  await asked.getByRole('button', { name: 'Відкинути' }).click();
  await untilGone(dialog);
  expect(await page.locator('[data-rule]').count()).toBe(0);
  expect(window.complaints()).toEqual([]);
});

test('§1.19: routing opens with rules, what-if and the shadow in sight beside each other', async () => {
  for (const width of [1280, 1440]) {
    const { page } = await stage.window('iryna', '/settings/routing', { width, height: 800 });
    await untilShown(page.locator('[data-shadow]'));
    for (const part of ['[data-add-rule]', '[data-run]', '#shadow-title', '#golden-title'])
      await expect
        .poll(async () => [width, part, await isInSight(page, page.locator(part))])
        .toEqual([width, part, true]);
  }
});
