import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';
import { untilListed } from './listed.ts';

const PATH = '/activities/facebook?sort=number&order=asc';
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const row = (page: Page, name: string) => page.locator('[data-row]').filter({ hasText: name });
const check = (page: Page, name: string) => row(page, name).locator('[data-check]').click();
const ended = (page: Page, words: string) => untilShown(page.locator('[data-bulk=done]').getByText(words));

/** They write, and stand in the list. */
async function write(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) stage.client('Клієнт', name).says('Добрий день!');
  for (const name of names) await untilListed(page, row(page, name));
}

test('F27: checked chats are finished: how many is said before, and why some are not is told after', async () => {
  const window = await stage.window('olena', PATH);
  const { page } = window;
  await write(page, 'Перша', 'Друга', 'Третя');
  await check(page, 'Перша');
  await page.locator('[data-bulk-finish]').click();
  await untilShown(page.getByRole('alertdialog', { name: 'Завершити 1 чат?' }));
  await page.locator('[data-confirm]').click();
  await ended(page, 'Завершено чатів: 1 з 1');
  await untilShown(row(page, 'Перша').getByText('Завершено'));
  await page.locator('[data-bulk-close]').click();
  await untilGone(page.locator('[data-bulk]'));

  await page.locator('[data-check-page]').click();
  await page.locator('[data-bulk-finish]').click();
  const dialog = page.getByRole('alertdialog', { name: 'Завершити 3 чати?' });
  await untilShown(dialog.getByText('Уже завершені буде пропущено'));
  expect(await faults(window)).toEqual([]);
  await dialog.getByRole('button', { name: 'Скасувати' }).click();
  await untilShown(page.locator('[data-checked]').getByText('Обрано 3'));
  await page.locator('[data-bulk-finish]').click();
  await page.locator('[data-confirm]').click();
  await ended(page, 'Завершено чатів: 2 з 3');
  await untilShown(page.locator('[data-refused-for=CHAT_FINISHED]').getByText('Чат уже завершено'));
  await untilShown(row(page, 'Третя').getByText('Завершено'));
  expect(await faults(window)).toEqual([]);
  // Who comes back finds it still, and what is over is asked for once in each language.
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/api/bulk/') && asked.push(request.url()));
  await page.reload();
  await ended(page, 'Завершено чатів: 2 з 3');
  await page.locator('.bar .seg button[lang=en]').click();
  await ended(page, 'Chats finished: 2 of 3');
  await page.locator('.bar .seg button[lang=uk]').click();
  await ended(page, 'Завершено чатів: 2 з 3');
  expect(asked.length).toBeLessThan(4);
  await page.locator('[data-bulk-close]').click();
  expect(window.complaints()).toEqual([]);
});

test('F27: all that fit are given to a colleague', async () => {
  const window = await stage.window('olena', `${PATH}&status=new`);
  const { page } = window;
  await write(page, 'Четверта', 'Пʼята');
  await page.locator('[data-size]').selectOption('10');
  await page.locator('[data-check-page]').click();
  await page.locator('[data-bulk-assign]').click();
  const dialog = page.getByRole('dialog', { name: 'Передати 2 чати' });
  await dialog.locator(`[data-receiver="${stage.marko.id}"]`).click();
  expect(await faults(window)).toEqual([]);
  await dialog.getByRole('button', { name: 'Передати' }).click();
  await ended(page, 'Передано чатів: 2 з 2');
  await page.locator('[data-bulk-close]').click();
  await untilShown(row(page, 'Четверта').locator('[title="Марко Гнатюк"]'));
  await untilShown(row(page, 'Пʼята').locator('[title="Марко Гнатюк"]'));
  expect(window.complaints()).toEqual([]);
});

test('F29: on a phone and in the dark, too: who finishes a chat in the list does not join it', async () => {
  const face = { theme: 'dark', width: 390, height: 844 } as const;
  const window = await stage.window('olena', `${PATH}&status=new`, face);
  const { page } = window;
  stage.client('Клієнт', 'Шоста').says('Чи є торшер?');
  await untilListed(page, row(page, 'Шоста'));
  await check(page, 'Шоста');
  await page.locator('[data-bulk-finish]').click();
  expect(await faults(window)).toEqual([]);
  await page.locator('[data-confirm]').click();
  await ended(page, 'Завершено чатів: 1 з 1');
  expect(await faults(window)).toEqual([]);
  const { rows } = await stage.api.database.pool.query(
    `select 1 from chat_operator o join chat c on c.id = o.chat_id join client on client.id = c.client_id
     where client.last_name = 'Шоста'`,
  );
  expect(rows).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

test('F27: an admin deletes those that are checked, and undoes it after the page was loaded anew', async () => {
  const window = await stage.window('iryna', PATH);
  const { page } = window;
  await write(page, 'Восьма', 'Девʼята');
  await check(page, 'Восьма');
  await check(page, 'Девʼята');
  await page.locator('[data-bulk-delete]').click();
  const dialog = page.getByRole('alertdialog', { name: 'Видалити 2 чати?' });
  await untilShown(dialog.getByText('Ще 30 днів їх можна повернути з кошика.'));
  expect(await faults(window)).toEqual([]);
  await page.locator('[data-confirm]').click();
  await ended(page, 'Видалено чатів: 2 з 2');
  await untilGone(row(page, 'Восьма'));
  // Its ten seconds may be over before a busy machine has drawn the page: it ended a moment later.
  await stage.api.database.pool.query(`update bulk set ended_at = now() + interval '1 minute'`);
  await page.reload();
  await page.locator('[data-bulk-undo]').click();
  await ended(page, 'Повернуто чатів: 2 з 2');
  for (const name of ['Восьма', 'Девʼята']) await untilShown(row(page, name));
  expect(window.complaints()).toEqual([]);
});
