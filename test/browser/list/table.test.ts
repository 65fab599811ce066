import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOneLine } from '../support/box.ts';
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

const heads = (page: Page) => page.locator('thead th').allInnerTexts();
const numbers = async (page: Page) => (await page.locator('[data-row] .c-number').allInnerTexts()).map(parseFloat);
const cell = (page: Page, number: number, column: string) => page.locator(`[data-row="${number}"] .c-${column}`);

test('F28: the columns of the list, in both languages', async () => {
  const { page } = await stage.window('olena', '/');
  await page.locator(`.bar-nav a[href="${PATH}"]`).getByText('Активності').click();
  await untilShown(page.locator('[data-row]'));
  expect((await heads(page)).slice(1, 10)).toEqual([
    '№',
    'Месенджер',
    'Ім’я',
    'Прізвище',
    'Зв’язок',
    'Статус',
    'Оператори',
    'Створено',
    'Останній контакт',
  ]);
  await page.locator('.bar .seg button[lang=en]').click();
  await untilShown(page.locator('.crumbs').getByText('Activities / Chat'));
  const english = ['Messenger', 'First name', 'Last name', 'Link', 'Status', 'Operators', 'Created', 'Last contact'];
  await expect.poll(async () => (await heads(page)).slice(2, 10)).toEqual(english);
  await page.locator('.bar .seg button[lang=uk]').click();
  await untilShown(page.locator('.crumbs').getByText('Активності / Чат'));
});

test('F28: a row tells the page, the name, the link, the status and who joined', async () => {
  const { page, ...window } = await stage.window('iryna', `${PATH}?q=Прізвище 3&size=100`);
  await untilShown(cell(page, 3, 'number'));
  await untilShown(cell(page, 3, 'messenger').getByText('Дім і Світло'));
  await untilShown(cell(page, 3, 'first-name').getByText('Клієнт'));
  await untilShown(cell(page, 3, 'last-name').getByText('Прізвище 3'));
  await untilShown(cell(page, 3, 'status').getByText('Завершено'));
  await untilShown(cell(page, 3, 'operators').locator('[title="Олена Коваль"]'));
  await untilShown(cell(page, 3, 'link').getByText('немає'));
  expect(window.complaints()).toEqual([]);
});

test('F28: the number opens the chat in a window of its own; F29: to view is not to join', async () => {
  const { page, context } = await stage.window('olena', `${PATH}?sort=number&order=asc`);
  const opened = context.waitForEvent('page');
  await cell(page, 5, 'number').locator('a').click();
  const other = await opened;
  await other.waitForURL(/\/chats\/5$/);
  expect(new URL(page.url()).pathname).toBe(PATH);
  await cell(page, 4, 'act').locator('[data-view]').click();
  await untilShown(page.locator('[data-open-chat="4"]'));
  const { rows } = await stage.api.database.pool.query(
    'select 1 from chat_operator o join chat c on c.id = o.chat_id where c.number = 4',
  );
  expect(rows).toEqual([]);
  await page.goBack();
  await untilShown(cell(page, 4, 'number'));
});

test('F25: sorted by a press on a head, pages of 10 to 100, all in the address', async () => {
  const { page } = await stage.window('iryna', PATH);
  await untilShown(page.locator('[data-row]'));
  // The first ones said something last.
  expect((await numbers(page)).slice(0, 3)).toEqual([1, 2, 3]);
  await expect.poll(() => page.locator('[data-row]').count()).toBe(25);
  await page.locator('[data-sort=number]').click();
  await untilShown(cell(page, 60, 'number'));
  expect(await page.locator('th.c-number').getAttribute('aria-sort')).toBe('descending');
  await page.locator('[data-sort=number]').click();
  await untilShown(cell(page, 1, 'number'));
  expect((await numbers(page)).slice(0, 3)).toEqual([1, 2, 3]);
  await page.locator('[data-size]').selectOption('10');
  await untilGone(cell(page, 11, 'number'));
  await page.locator('[data-next]').click();
  await untilShown(cell(page, 11, 'number'));
  expect(await numbers(page)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  const link = page.url();
  expect(new URL(link).search).toBe('?sort=number&order=asc&size=10&part=2');

  const other = await stage.window('iryna', link);
  await untilShown(cell(other.page, 11, 'number'));
  expect(await numbers(other.page)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  expect(await other.page.locator('[data-size]').inputValue()).toBe('10');
});

test('F25: refreshed by its button; a page of the list that is no longer there says so', async () => {
  const { page } = await stage.window('iryna', `${PATH}?part=9`);
  await untilShown(page.getByText('Такої сторінки списку вже немає'));
  await page.getByText('До першої сторінки').click();
  await untilShown(cell(page, 1, 'number'));
  await stage.api.database.pool.query(`update client set first_name = 'Перейменована' where psid = 'all 2'`);
  await page.locator('[data-refresh]').click();
  await untilShown(cell(page, 2, 'first-name').getByText('Перейменована'));
});

test('F28: on a phone each chat is a card of three lines, and a tap opens it', async () => {
  const { page } = await stage.window('iryna', `${PATH}?sort=number&order=asc`, { width: 390, height: 844 });
  const card = page.locator('[data-row="3"]');
  await untilShown(card.getByText('Клієнт Прізвище 3'));
  await untilShown(card.getByText('Завершено'));
  await untilShown(card.getByText('Дім і Світло'));
  await untilShown(card.getByText('№ 3'));
  await untilShown(card.getByText('Олена Коваль'));
  // By their pictures, beside the title; they are called what they are.
  await untilShown(page.getByRole('link', { name: 'Кошик' }));
  for (const name of ['Експорт', 'Оновити']) await untilShown(page.getByRole('button', { name }));
  await expect.poll(() => isOneLine(page, '.page-head')).toBe(true);
  await card.locator('a').click();
  await untilShown(page.locator('[data-open-chat="3"]'));
});
