import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown, type Window } from './support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function openPublishing(page: Page) {
  await untilShown(page.locator('[data-saving=saved]'));
  await page.locator('[data-publish]').click();
  return page.getByRole('dialog');
}

test('N06: an admin pins a chat; settings that lead it otherwise need the difference accepted', async () => {
  stage.client('Оксана', 'Левченко').says('Скільки коштує доставка?');
  await stage.settled();
  const window = await stage.window('iryna');
  const { page } = window;
  await window.open('Оксана Левченко');
  await window.answer('Безкоштовно від 1000 гривень');
  await window.untilState('Безкоштовно від 1000 гривень', 'sent', 'delivered', 'read');

  await pin(window);
  await acceptAsking(page);
  await turnBack(page);
  await restoreFirst(page);
  expect(window.complaints(/status of 409/)).toEqual([]);
});

/** The chat becomes an example with a name. */
async function pin(window: Window): Promise<void> {
  const { page } = window;
  await window.menu('[data-pin]');
  const pinning = page.getByRole('dialog', { name: 'Закріпити як приклад' });
  expect(await pinning.getByRole('button', { name: 'Закріпити', exact: true }).isDisabled()).toBe(true);
  await pinning.getByLabel('Назва прикладу').fill('Доставка');
  await pinning.getByRole('button', { name: 'Закріпити', exact: true }).click();
  await untilGone(pinning);
  await page.locator('[data-more]').click();
  await untilShown(page.getByRole('menuitem', { name: 'Закріплено як приклад' }));
  // §8: opened anew it is no less pinned.
  await page.reload();
  await page.locator('[data-more]').click();
  await untilShown(page.getByRole('menuitem', { name: 'Закріплено як приклад' }));
  await page.keyboard.press('Escape');
}

/** §1.19: publishing waits until the difference is accepted, and says so before it is asked for. */
async function acceptAsking(page: Page): Promise<void> {
  await page.goto('/settings/configuration');
  await page.getByRole('switch', { name: 'Завершувати мовчазні чати' }).click();
  await page.getByRole('switch', { name: 'Запитувати номер телефону' }).click();
  const dialog = await openPublishing(page);
  const example = dialog.locator('[data-golden]');
  await untilShown(dialog.locator('[data-change]'));
  await untilShown(example.getByText('Доставка'));
  await untilShown(example.locator('[data-difference=added]').getByText('«Прохання телефону»'));
  await untilShown(example.getByText('надсилається, одразу'));
  const publish = dialog.getByRole('button', { name: 'Опублікувати', exact: true });
  expect(await publish.isDisabled()).toBe(true);
  await dialog.getByLabel('Так і має бути: Доставка').check();
  await publish.click();
  await untilGone(dialog);
  await untilShown(page.getByText('Діє v1'));
}

/** What was accepted is expected from now on; the old way is a difference again. */
async function turnBack(page: Page): Promise<void> {
  await page.getByRole('switch', { name: 'Запитувати e-mail' }).click();
  const free = await openPublishing(page);
  await free.getByRole('button', { name: 'Опублікувати', exact: true }).click();
  await untilGone(free);
  await untilShown(page.getByText('Діє v2'));
  await page.getByRole('switch', { name: 'Запитувати номер телефону' }).click();
  const dialog = await openPublishing(page);
  await untilShown(dialog.locator('[data-difference=missing]').getByText('«Прохання телефону»'));
  await dialog.getByLabel('Так і має бути: Доставка').check();
  await dialog.getByRole('button', { name: 'Опублікувати', exact: true }).click();
  await untilShown(page.getByText('Діє v3'));
}

/** An old version that leads the example otherwise is stopped, too. */
async function restoreFirst(page: Page): Promise<void> {
  await page.goto('/settings/history?page=installation&version=1#v1');
  await page.locator('.is-wanted [data-restore]').click();
  await page.locator('[data-confirm]').click();
  const stopped = page.getByRole('dialog', { name: 'Приклади пішли б інакше' });
  await stopped.getByLabel('Так і має бути: Доставка').check();
  await stopped.getByRole('button', { name: 'Опублікувати знову' }).click();
  await untilShown(page.locator('[data-version="4"]').getByText('повертає v1'));
}
