import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyticsAt } from '#activities/analytics/measurement.ts';
import { createGoogle, type GoogleProgram } from '#test/google/google.ts';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let google: GoogleProgram;
let stage: Stage;

beforeAll(async () => {
  google = await createGoogle();
  stage = await openStage({ analytics: analyticsAt(google.origin) });
});
afterAll(() => Promise.all([stage?.close(), google?.close()]));

test('F14: an admin names the data stream, asks Google, switches it on, and a chat is counted', async () => {
  const window = await stage.window('iryna', '/settings/analytics');
  const { page } = window;
  const form = page.locator('[data-analytics]');
  const said = page.locator('[data-analytics-said]');
  await form.getByLabel('Ідентифікатор потоку даних').fill('G-SVITLO2027');
  await form.getByLabel('Секретний ключ API').fill('canary-secret-of-google');
  google.is('dead');
  await form.locator('[data-try]').click();
  await untilShown(said.getByText('Google не відповідає'));
  google.is('well');
  await form.locator('[data-try]').click();
  await untilShown(said.getByText('Google приймає всі події'));
  await form.locator('[data-analytics-on]').check();
  await form.locator('.btn--primary').click();
  await untilShown(said.getByText('Збережено'));
  await untilShown(form.getByLabel('Новий секретний ключ API'));
  expect(await faults(window)).toEqual([]);
  stage.client('Оксана', 'Левченко').says('Добрий день!');
  await expect
    .poll(() => google.hits.map(({ events }) => events?.[0]?.name), { timeout: 30_000 })
    .toContain('chat_started');
  await expect
    .poll(
      async () => {
        await page.reload();
        await untilShown(form);
        return page.locator('[data-analytics-standing]').innerText();
      },
      { timeout: 30_000 },
    )
    .toContain('За добу надіслано подій');
  expect(await form.getByLabel('Новий секретний ключ API').inputValue()).toBe('');
  expect(window.complaints()).toEqual([]);
});
