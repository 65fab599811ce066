import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { sideways } from '../support/sideways.ts';
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

test('§8 Settings: a day of the hours is typed, and kept as the desk writes it', async () => {
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

const calendarOf = (page: Page) => page.getByRole('dialog', { name: 'Обрати в календарі' });

/** A leave begins to be written down, its days the last of January. */
async function beginLeave(page: Page): Promise<Record<'first' | 'last' | 'pickFirst' | 'pickLast', Locator>> {
  await page.locator('[data-add-leave]').click();
  const dialog = page.getByRole('dialog', { name: 'Додати відпустку' });
  const [first, last] = [dialog.getByLabel('Перший день'), dialog.getByLabel('Останній день')];
  await first.fill('31.01.2027');
  await last.fill('31.01.2027');
  await last.press('Tab');
  const picks = dialog.locator('[data-pick-day]');
  return { first, last, pickFirst: picks.first(), pickLast: picks.last() };
}

test('§8 Settings: the calendar beside a day is in the desk’s language, by pointer and by keys', async () => {
  const window = await stage.window('iryna', '/me', { language: 'en-US' });
  const { page } = window;
  const { first, last, pickFirst, pickLast } = await beginLeave(page);
  const calendar = calendarOf(page);
  await pickFirst.click();
  await untilShown(calendar.getByText(/^січень 2027/iu));
  expect(await calendar.locator('.weekday').allInnerTexts()).toEqual(['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'нд']);
  // Each day stands below the name of its weekday.
  const middle = async (what: Locator) => {
    const box = await what.boundingBox();
    return Math.round((box?.x ?? 0) + (box?.width ?? 0) / 2);
  };
  const sunday = calendar.locator('[data-day="2027-01-31"]');
  expect(await middle(sunday)).toBe(await middle(calendar.locator('.weekday').last()));
  expect(await faults(window)).toEqual([]);
  await untilShown(calendar.locator('[data-day="2027-01-31"][aria-pressed=true]:focus'));
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await untilGone(calendar);
  expect(await first.inputValue()).toBe('24.01.2027');
  // A last day before the first one is none.
  await pickLast.press('Enter');
  await untilShown(calendar.locator('[data-day="2027-01-23"][aria-disabled=true]'));
  await calendar.locator('[data-day="2027-01-23"]').click({ force: true });
  await calendar.locator('[data-day="2027-01-28"]').click();
  await untilGone(calendar);
  expect(await last.inputValue()).toBe('28.01.2027');
  expect(window.complaints()).toEqual([]);
});

test('§8 Settings: Escape closes the calendar and not the form; on a phone both fit', async () => {
  const window = await stage.window('iryna', '/me', { language: 'en-US', width: 390, height: 844 });
  const { page } = window;
  const { last, pickLast } = await beginLeave(page);
  const calendar = calendarOf(page);
  await pickLast.press('Enter');
  await untilShown(calendar);
  const box = await calendar.boundingBox();
  expect([(box?.x ?? -1) >= 0, (box?.x ?? 0) + (box?.width ?? 999) <= 390]).toEqual([true, true]);
  expect(await sideways(page)).toEqual([]);
  expect(await page.locator('.dialog').evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  expect(await faults(window)).toEqual([]);
  await page.keyboard.press('PageDown');
  await untilShown(calendar.getByText(/^лютий 2027/iu));
  await page.keyboard.press('Escape');
  await untilGone(calendar);
  expect(await last.inputValue()).toBe('31.01.2027');
  expect(await page.locator('input[type=date]').count()).toBe(0);
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
  const kept = `select choice #>> '{quiet,from}' as at from alert_choice where employee_id = $1`;
  await expect
    .poll(async () => (await stage.api.database.pool.query(kept, [stage.marko.id])).rows)
    .toEqual([{ at: '20:00' }]);
  await page.reload();
  await expect.poll(() => from.inputValue()).toBe('20:00');
  expect(window.complaints()).toEqual([]);
});
