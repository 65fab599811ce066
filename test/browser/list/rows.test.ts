import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';
import { addChats } from './chats.ts';

const PATH = '/activities/facebook';
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await addChats(stage, 60);
});
afterAll(() => stage.close());

const row = (page: Page, number: number) => page.locator(`[data-row="${number}"]`);
const check = (page: Page, number: number) => row(page, number).locator('[data-check]');
const checked = (page: Page, words: string) => untilShown(page.locator('[data-checked]').getByText(words));
const focusedRow = (page: Page) =>
  page.evaluate(() => Number(document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? 0));

test('F27: check boxes: one, this page, another page, all that fit; another question begins anew', async () => {
  const window = await stage.window('iryna', `${PATH}?size=10`);
  const { page } = window;
  await untilShown(row(page, 1));
  expect(await page.locator('[data-checked-bar]').count()).toBe(0);
  await check(page, 2).click();
  await checked(page, 'Обрано 1');
  await page.locator('[data-check-page]').click();
  await checked(page, 'Обрано 10');
  await page.locator('[data-next]').click();
  await untilShown(row(page, 11));
  await check(page, 11).click();
  await checked(page, 'Обрано 11');
  await page.locator('[data-check-page]').click();
  await page.locator('[data-check-all]').getByText('Обрати всі 60, що підходять').click();
  await checked(page, 'Обрано всі, що підходять: 60');
  expect(await faults(window)).toEqual([]);
  // One taken out: those of this page without it.
  await check(page, 15).click();
  await checked(page, 'Обрано 9');
  await page.locator('[data-filter-status]').selectOption('finished');
  await untilGone(page.locator('[data-checked-bar]'));
  await check(page, 3).click();
  await page.locator('[data-uncheck]').click();
  await untilGone(page.locator('[data-checked-bar]'));
  expect(window.complaints()).toEqual([]);
});

test('F27: who reads only finds no check boxes', async () => {
  const { page } = await stage.window('dmytro', PATH);
  await untilShown(row(page, 1));
  expect(await page.locator('[data-check], [data-check-page]').count()).toBe(0);
});

test('F25: rows by the keyboard: arrows, space, enter', async () => {
  const { page } = await stage.window('iryna', `${PATH}?size=10`);
  await untilShown(row(page, 1));
  await row(page, 1).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focusedRow(page)).toBe(3);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await checked(page, 'Обрано 2');
  await page.keyboard.press('End');
  await expect.poll(() => focusedRow(page)).toBe(10);
  await page.keyboard.press('Home');
  await expect.poll(() => focusedRow(page)).toBe(1);
  await page.keyboard.press('KeyJ');
  await expect.poll(() => focusedRow(page)).toBe(2);
  await page.keyboard.press('Enter');
  await untilShown(page.locator('[data-open-chat="2"]'));
});

test('F28: columns are hidden for one person, and the browser remembers it', async () => {
  const window = await stage.window('iryna', PATH);
  const { page } = window;
  await untilShown(row(page, 1));
  await page.locator('[data-columns]').click();
  await page.locator('[data-column=link]').click();
  await page.locator('[data-column=created]').click();
  await untilGone(row(page, 1).locator('.c-link'));
  expect(await faults(window)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.reload();
  await untilShown(row(page, 1).locator('.c-contact'));
  expect(await page.locator('th.c-link, td.c-link, th.c-created, td.c-created').count()).toBe(0);
  await page.locator('[data-columns]').click();
  await page.locator('[data-column=all]').click();
  await untilShown(row(page, 1).locator('.c-link'));
});

test('F30: back to all chats leads to the very same list and row, from a window of its own, too', async () => {
  const { page, context } = await stage.window('iryna', `${PATH}?sort=number&order=asc&size=10&part=2`);
  await untilShown(row(page, 15));
  await row(page, 15).locator('[data-view]').click();
  await untilShown(page.locator('[data-open-chat="15"]'));
  await page.locator('[data-back]').click();
  await untilShown(row(page, 15));
  expect(new URL(page.url()).search).toBe('?sort=number&order=asc&size=10&part=2');
  await expect.poll(() => focusedRow(page)).toBe(15);
  const opened = context.waitForEvent('page');
  await row(page, 16).locator('.c-number a').click();
  const other = await opened;
  await other.locator('[data-back]').click();
  await untilShown(row(other, 16));
  expect(new URL(other.url()).search).toBe('?sort=number&order=asc&size=10&part=2');
  await expect.poll(() => focusedRow(other)).toBe(16);
  // Whatever a browser has kept there, the chat opens.
  await other.evaluate((id) => sessionStorage.setItem(`list-left:${id}`, '{'), stage.api.people.iryna.id);
  await other.goto('/chats/16');
  await untilShown(other.locator('[data-open-chat="16"] [data-composer]'));
});

test('F30: the list is found by its name in the palette', async () => {
  const { page } = await stage.window('iryna', '/');
  await untilShown(page.locator('.bar-nav'));
  await page.keyboard.press('Control+k');
  await page.locator('[data-palette]').fill('чати facebook');
  await untilShown(page.locator('[data-command=go_all_chats][aria-selected=true]'));
  await page.keyboard.press('Enter');
  await untilShown(row(page, 1));
});

test('F27: where more fit than were counted nothing is done before it is said again', async () => {
  const { page, ...window } = await stage.window('iryna', `${PATH}?size=10`);
  await untilShown(row(page, 1));
  await page.locator('[data-check-page]').click();
  await page.locator('[data-check-all]').getByText('Обрати всі 60, що підходять').click();
  stage.client('Клієнт', 'Запізнілий').says('Добрий день!');
  await untilShown(page.locator('[data-fresh]').getByText('1 новий чат'));
  await page.locator('[data-bulk-delete]').click();
  await untilShown(page.getByRole('alertdialog', { name: 'Видалити 60 чатів?' }));
  await page.locator('[data-confirm]').click();
  await untilShown(page.getByRole('alert').getByText('Тим часом змінилося, скільки чатів підходить'));
  await checked(page, 'Обрано всі, що підходять: 61');
  await page.locator('[data-bulk-delete]').click();
  await untilShown(page.getByRole('alertdialog', { name: 'Видалити 61 чат?' }));
  expect(window.complaints(/status of 409/)).toEqual([]);
});
