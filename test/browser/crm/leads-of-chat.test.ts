import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const dialog = ({ page }: Window) => page.locator('[role=dialog]');
const panel = ({ page }: Window) => page.locator('[data-crm-leads]');
const save = (window: Window) => dialog(window).locator('form .btn--primary').click();

test('F28, F33, F34, F35: a lead made of a chat stands beside it; who has its phone is offered it', async () => {
  stage.client('Оксана', 'Левченко').says('мій номер 067 123 45 67');
  const olena = await stage.window('olena');
  const marko = await stage.window(stage.marko);
  for (const window of [olena, marko]) await window.open('Оксана Левченко');
  await panel(olena).locator('[data-create-lead]').click();
  await untilShown(dialog(olena).getByText('З повідомлення клієнта'));
  expect(await dialog(olena).getByLabel('Телефон').inputValue()).toBe('+380671234567');
  const from = dialog(olena).locator('[data-known-from]');
  const messageId = await from.getAttribute('data-known-from');
  await from.getByRole('button').click();
  await untilShown(olena.page.locator(`[data-sought] [data-message="${messageId}"]`));
  await dialog(olena).getByLabel('Хто і що потрібно').fill('Левченко, шафа');
  await save(olena);
  await untilGone(dialog(olena));
  await untilShown(panel(olena).locator('[data-linked-lead]').getByText('Левченко, шафа'));
  // In every window that looks at it, and in the list of all chats.
  await untilShown(panel(marko).locator('[data-linked-lead]').getByText('Левченко, шафа'));
  await orderToo(olena, marko);
  await marko.page.goto('/activities/facebook');
  await untilShown(marko.page.locator('[data-row] .c-link').getByText(/Лід № \d+, Левченко, шафа/u));
  await panel(olena).locator('[data-open-lead]').click();
  await untilShown(dialog(olena).locator('[data-chats] a'));
  await olena.page.keyboard.press('Escape');
  await untilGone(dialog(olena));

  stage.client('Ігор', 'Шевчук').says('наш номер 067 123 45 67');
  await olena.open('Ігор Шевчук');
  await untilShown(panel(olena).locator('[data-offered]').getByText('такий самий телефон'));
  await panel(olena).locator('[data-offered] [data-choose]').click();
  await panel(olena).locator('[data-unlink-lead]').click();
  await untilGone(panel(olena).locator('[data-unlink-lead]'));
  await panel(olena).locator('[data-find-leads]').click();
  await panel(olena).locator('[data-find]').fill('шафа');
  await panel(olena).locator('[data-choose]').first().click();
  await untilShown(panel(olena).locator('[data-unlink-lead]'));
  expect([...olena.complaints(), ...marko.complaints()]).toEqual([]);
});

/** Made in one window, it stands beside the chat in the other; and goes there, too. */
async function orderToo(olena: Window, marko: Window): Promise<void> {
  await olena.page.locator('[data-create-order]').click();
  await dialog(olena).getByLabel('Назва, рядок 1').fill('Шафа');
  await dialog(olena).getByLabel('Ціна, рядок 1').fill('700');
  await save(olena);
  await untilGone(dialog(olena));
  await untilShown(marko.page.locator('[data-linked-order]').getByText('Шафа'));
  await olena.page.locator('[data-unlink-order]').click();
  await untilGone(marko.page.locator('[data-linked-order]'));
}
