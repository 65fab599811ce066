import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§8 Settings: in an English browser a Ukrainian desk writes and reads days in Ukrainian', async () => {
  // The language of the person is Ukrainian; only the browser's is not.
  const window = await stage.window('olena', '/me', { language: 'en' });
  const { page } = window;
  await page
    .locator('[data-language="uk"], .seg button')
    .filter({ hasText: /^(УКР|UK)$/ })
    .first()
    .click();
  await page.locator('[data-add-leave]').click();
  const [first, last] = [page.getByLabel('Перший день'), page.getByLabel('Останній день')];
  expect(await first.inputValue()).toMatch(/^\d\d\.\d\d\.\d{4}$/);
  await first.fill('1.2.2027');
  await last.fill('31.02.2027');
  await page.getByLabel('Примітка').focus();
  expect(await first.inputValue()).toBe('01.02.2027');
  expect(await last.evaluate((one: HTMLInputElement) => one.validationMessage)).toContain('Такого дня немає');
  await last.fill('05.02.2027');
  expect(await faults(window)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Додати відпустку' }).click();
  await untilGone(page.getByRole('dialog'));
  await untilShown(page.locator('[data-leave]').getByText('01.02.2027 – 05.02.2027'));
  expect(window.complaints()).toEqual([]);
});

test('§8 Settings: a day of the hours is typed, and the native field stays out of the way of keys', async () => {
  const window = await stage.window('iryna', '/settings/configuration');
  const { page } = window;
  await untilShown(page.locator('.switch'));
  if ((await page.locator('[data-add-exception]').count()) === 0) await page.locator('#always').click();
  await page.locator('[data-add-exception]').click();
  const date = page.locator('[data-exception] input').first();
  await date.fill('25.12.2026');
  await date.press('Tab');
  await untilShown(page.locator('[data-exception="2026-12-25"]'));
  expect(await date.inputValue()).toBe('25.12.2026');
  expect(await faults(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

test('§8 Settings: in an American browser no time has AM or PM, and what is no time is told', async () => {
  const window = await stage.window(stage.marko, '/me', { language: 'en-US' });
  const { page } = window;
  await page.locator('[data-quiet-switch]').click();
  const from = page.locator('[data-quiet=from]');
  expect(await from.inputValue()).toBe('22:00');
  await from.fill('2130');
  await from.press('Tab');
  await untilShown(page.locator('[data-quiet=from]:not([aria-invalid=true])'));
  expect(await from.inputValue()).toBe('21:30');
  await from.fill('9 PM');
  await from.press('Tab');
  await untilShown(page.locator('[data-quiet=from][aria-invalid=true]'));
  await untilShown(page.getByRole('alert').getByText('Такого часу немає. Запишіть, наприклад, 09:30.'));
  expect(await faults(window)).toEqual([]);
  await from.fill('20');
  await from.press('Tab');
  expect(await from.inputValue()).toBe('20:00');
  expect(await page.locator('input:is([type=time], [type=datetime-local])').count()).toBe(0);
  expect(await faults(window)).toEqual([]);
  await page.reload();
  await untilShown(from);
  expect(await from.inputValue()).toBe('20:00');
  expect(window.complaints()).toEqual([]);
});
