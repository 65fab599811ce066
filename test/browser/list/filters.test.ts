import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';
import { addChats } from './chats.ts';
import { untilListed } from './listed.ts';

const PATH = '/activities/facebook';
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await addChats(stage, 60);
});
afterAll(() => stage?.close());

const row = (page: Page, number: number) => page.locator(`[data-row="${number}"]`);
const found = (page: Page, words: string) => untilShown(page.locator('[data-found]').getByText(words, { exact: true }));

test('F22: by operator, of those who are operator in a chat', async () => {
  const { page } = await stage.window('iryna', PATH);
  await untilShown(row(page, 1));
  const select = page.locator('[data-filter-operator]');
  await untilShown(page.locator('[data-filter-operator]:has(option:nth-child(3))'));
  expect(await select.locator('option').allInnerTexts()).toEqual([
    'Будь-який оператор',
    'Без оператора',
    'Олена Коваль',
  ]);
  await select.selectOption({ label: 'Олена Коваль' });
  await untilGone(row(page, 1));
  await found(page, 'Знайдено 20');
  await select.selectOption('none');
  await found(page, 'Знайдено 40');
});

test('F23: by each status, with the page and the words beside it', async () => {
  const { page } = await stage.window('iryna', PATH);
  await untilShown(row(page, 1));
  const select = page.locator('[data-filter-status]');
  expect(await select.locator('option').allInnerTexts()).toEqual([
    'Будь-який статус',
    'Новий',
    'Отримав відповідь',
    'В обробці',
    'Завершено',
  ]);
  await select.selectOption('finished');
  await untilGone(row(page, 1));
  await page.locator('[data-search]').fill('Прізвище 33');
  await found(page, 'Знайдено 1');
  await page.locator('[data-filter-page]').selectOption({ label: 'Світло Outlet' });
  await untilShown(page.getByText('Таких чатів немає'));
  await page.locator('[data-reset]').click();
  await untilShown(row(page, 1));
  expect(new URL(page.url()).search).toBe('');
});

test('F24: by period of the last contact: a preset, or days out of a calendar by pointer and by key', async () => {
  const { page, ...window } = await stage.window('iryna', `${PATH}?size=100`);
  await untilShown(row(page, 60));
  const open = page.locator('[data-filter-period]');
  await open.click();
  await page.locator('[data-preset=week]').click();
  await untilShown(page.locator('[data-filter-period].is-on'));
  await found(page, 'Знайдено 60');

  await open.click();
  const day = async (ago: number): Promise<string> =>
    page.evaluate((days) => {
      const date = new Date();
      date.setDate(date.getDate() - days);
      const two = (number: number) => String(number).padStart(2, '0');
      return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    }, ago);
  const [yesterday, before] = [await day(1), await day(2)];
  await page.locator(`[data-day="${await day(0)}"]`).press('ArrowLeft');
  await page.keyboard.press('Enter');
  await untilShown(page.getByText('Тепер оберіть останній день.'));
  expect(await faults({ page, ...window })).toEqual([]);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await untilGone(page.locator('.period-menu'));
  await expect.poll(() => new URL(page.url()).search).toBe(`?size=100&from=${before}&to=${yesterday}`);
  const { rows } = await stage.api.database.pool.query<{ many: number }>(
    `select count(*)::int as many from chat where last_contact_at >= $1::date and last_contact_at < $2::date + 1`,
    [before, yesterday],
  );
  await found(page, `Знайдено ${rows[0]?.many}`);
  await open.click();
  await page.locator('[data-preset=any]').click();
  await untilShown(row(page, 60));
  expect(window.complaints()).toEqual([]);
});

test('F22, F23, F24: in English, too', async () => {
  const { page } = await stage.window('iryna', PATH);
  await page.locator('.bar .seg button[lang=en]').click();
  await expect
    .poll(() => page.locator('[data-filter-operator] option').allInnerTexts())
    .toEqual(['Any operator', 'Unassigned', 'Олена Коваль']);
  await expect
    .poll(() => page.locator('[data-filter-status] option').allInnerTexts())
    .toEqual(['Any status', 'New', 'Answered', 'In progress', 'Finished']);
  await page.locator('[data-filter-period]').click();
  await untilShown(page.locator('[data-preset=last_month]').getByText('Last month'));
  await untilShown(page.getByText('Choose the first day.'));
  await page.keyboard.press('Escape');
  await page.locator('.bar .seg button[lang=uk]').click();
  await untilShown(page.locator('[data-filter-period]').getByText('будь-коли'));
});

test('F25: found by name, number, page and words of a message', async () => {
  const oksana = stage.client('Оксана', 'Левченко');
  oksana.says('Чи є торшер «Вечір»?');
  const { page } = await stage.window('iryna', PATH);
  await untilListed(page, page.locator('[data-row]').getByText('Левченко'));
  for (const words of ['оксана', 'торшер', '61']) {
    await page.locator('[data-search]').fill(words);
    await untilGone(row(page, 1));
    await untilShown(page.locator('[data-row]').getByText('Левченко'));
    await page.locator('[data-search]').fill('');
    await untilShown(row(page, 1));
  }
});

test('F25: a server that does not answer is told, nothing is lost, and asking again brings the list', async () => {
  const { page } = await stage.window('iryna', PATH);
  await untilShown(row(page, 1));
  await page.route('**/api/chats?*', (route) => route.abort());
  await page.locator('[data-refresh]').click();
  await untilShown(page.getByText('Не вдалося завантажити чати'));
  await page.unroute('**/api/chats?*');
  await page.getByText('Спробувати ще раз').click();
  await untilShown(row(page, 1));
});
