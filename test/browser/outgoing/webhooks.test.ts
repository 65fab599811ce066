import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyHostOr } from '#activities/files/hosts.ts';
import { createReceiver, type Receiver } from '#test/hooks/receiver.ts';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let receiver: Receiver;
let stage: Stage;

beforeAll(async () => {
  receiver = await createReceiver();
  stage = await openStage({ crmHosts: anyHostOr(receiver.origin) });
});
afterAll(() => Promise.all([stage?.close(), receiver?.close()]));

test('an admin adds a webhook, keeps its secret, tests it, and finds in its log what was told', async () => {
  const window = await stage.window('iryna', '/settings/webhooks');
  const { page } = window;
  await page.locator('[data-create]').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Назва').fill('Склад');
  await dialog.getByLabel('Адреса, на яку йдуть запити').fill('http://склад.local/');
  await dialog.getByRole('button', { name: 'Зберегти' }).click();
  await untilShown(dialog.getByText('Адреса має починатися з https://'));
  await dialog.getByLabel('Адреса, на яку йдуть запити').fill(receiver.url);
  await dialog.getByRole('button', { name: 'Зберегти' }).click();
  await untilGone(dialog);
  const secret = page.locator('[data-hook-secret]');
  await untilShown(secret);
  receiver.knows(await secret.innerText());
  await page.locator('[data-try]').click();
  await untilShown(page.locator('[data-hook-said]').getByText('Пробне повідомлення дійшло.'));
  stage.client('Оксана', 'Левченко').says('Добрий день!');
  await expect.poll(() => receiver.received.map(({ type }) => type)).toEqual(['chat.started', 'chat.started']);
  await page.locator('[data-log]').click();
  const told = page.locator('[data-delivery][data-state=delivered]');
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Оновити' }).click();
      return told.count();
    })
    .toBe(1);
  await told.locator('summary').click();
  await untilShown(told.getByText('"type":"chat.started"'));
  await untilShown(told.getByText('{"taken":true}'));
  expect(await faults(window)).toEqual([]);
  await told.locator('[data-again]').click();
  await expect.poll(() => receiver.received.length).toBe(3);
  expect(receiver.received.at(-1)?.id).toBe(receiver.received.at(-2)?.id);
  expect(window.complaints(/status of 422/)).toEqual([]);
});
