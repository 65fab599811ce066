import { readFileSync } from 'node:fs';
import { extractText } from 'unpdf';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '#test/browser/support/axe.ts';
import { addChats } from '#test/browser/list/chats.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilGone, untilShown, type Window } from '#test/browser/support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await addChats(stage, 30);
  await stage.api.database.pool.query(
    `update client set first_name = '=HYPERLINK("http://evil.example")' where psid = 'all 3'`,
  );
});
afterAll(() => stage.close());

async function saved({ page }: Window): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download');
  await page.locator('[data-export-item=done] [data-export-file]').first().click();
  const download = await coming;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('F26, B17: what the filter leaves is exported, a row a chat, once, also when the tab is closed', async () => {
  const window = await stage.window('iryna', '/activities/facebook?status=finished&sort=number&order=asc&size=10');
  const { page } = window;
  await untilShown(page.locator('[data-row]'));
  await page.locator('[data-export]').click();
  await untilShown(page.getByText('У файлі будуть усі чати, що підходять під фільтр.'));
  await page.locator('[data-export-start=csv]').click();
  await untilShown(page.locator('[data-export-item]'));
  await page.reload();
  await untilShown(page.locator('[data-row]'));
  await page.locator('[data-export]').click();
  await untilShown(page.locator('[data-export-item=done]').getByText('10 чатів'));
  expect(await faults(window)).toEqual([]);
  const { name, text } = await saved(window);
  expect(name).toMatch(/^chats-\d{4}-\d\d-\d\d\.csv$/);
  const rows = text.split('\r\n');
  expect(rows[0]).toBe('\uFEFF№;Месенджер;Ім’я;Прізвище;Зв’язок;Статус;Оператори;Створено;Останній контакт');
  expect(rows[1]).toContain(
    `3;Дім і Світло;"'=HYPERLINK(""http://evil.example"")";Прізвище 3;;Завершено;Олена Коваль;`,
  );
  expect(rows).toHaveLength(12);
  await page.locator('[data-export-cancel]').click();
  await untilGone(page.locator('[data-export-item]'));
  expect(window.complaints()).toEqual([]);
});

test('F26: the list is had as an Excel file of that name', async () => {
  const { page } = await stage.window('iryna', '/activities/facebook');
  await page.locator('[data-export]').click();
  await page.getByRole('button', { name: 'Excel', exact: true }).click();
  const item = page.locator('[data-export-item=done]', { hasText: 'Excel' });
  await untilShown(item.getByText('30 чатів'));
  const coming = page.waitForEvent('download');
  await item.locator('[data-export-file]').click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^chats-\d{4}-\d\d-\d\d\.xlsx$/);
  const { data } = (await readExcel(await download.path()))[0]!;
  expect(data.slice(1).map((row) => row[2])).toContain('=HYPERLINK("http://evil.example")');
  await item.locator('[data-export-cancel]').click();
  await untilGone(page.locator('[data-export-item]'));
});

test('F26: Print shows the printer what the filter leaves, with the filter in words', async () => {
  const window = await stage.window('iryna', '/activities/facebook?status=finished');
  const { page, context } = window;
  await context.addInitScript(() => {
    globalThis.print = () => void (document.documentElement.dataset['printed'] = 'yes');
  });
  await page.reload();
  await page.locator('[data-export]').click();
  await page.getByRole('button', { name: 'Друк', exact: true }).click();
  const paper = page.frameLocator('iframe');
  await paper.locator('html[data-printed=yes]').waitFor({ state: 'attached' });
  expect(await paper.locator('.says').first().textContent()).toBe('Статус: Завершено');
  expect(await paper.locator('td', { hasText: '=HYPERLINK' }).count()).toBe(1);
  expect(
    await paper
      .locator('th')
      .first()
      .evaluate((head) => getComputedStyle(head).backgroundColor),
  ).toBe('rgb(236, 236, 236)');
  const item = page.locator('[data-export-item=done]');
  const { headers } = await page.evaluate(async () => {
    const answer = await fetch(document.querySelector('iframe')!.src);
    return { headers: Object.fromEntries(answer.headers) };
  });
  expect(headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'");
  await untilShown(item.locator('[data-export-print]'));
  expect(await faults(window)).toEqual([]);
  await item.locator('[data-export-cancel]').click();
  await untilGone(page.locator('[data-export-item]'));
  expect(window.complaints()).toEqual([]);
});

test('F26: the list is had as PDF', async () => {
  const { page } = await stage.window('iryna', '/activities/facebook');
  await page.locator('[data-export]').click();
  await page.getByRole('button', { name: 'PDF', exact: true }).click();
  const item = page.locator('[data-export-item=done]', { hasText: 'PDF' });
  await untilShown(item);
  const coming = page.waitForEvent('download');
  await item.locator('[data-export-file]').click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^chats-.*\.pdf$/);
  const { text } = await extractText(new Uint8Array(readFileSync(await download.path())), { mergePages: true });
  expect(text).toContain('Усі чати');
  expect(text).toContain('Прізвище 3');
  await item.locator('[data-export-cancel]').click();
  await untilGone(page.locator('[data-export-item]'));
});

test('F26: in English on a phone, with the keyboard; a file that is not wanted goes', async () => {
  await (await logIn(stage.api, 'dmytro')).put('/api/me', { language: 'en' });
  const window = await stage.window('dmytro', '/activities/facebook', { width: 390, height: 844, language: 'en' });
  const { page } = window;
  await untilShown(page.locator('[data-row]'));
  await stage.api.database.pool.query(
    `insert into export (employee_id, kind, format, language, time_zone, sees_all, filter, state, total, done,
       expires_at)
     values ($1, 'chats', 'csv', 'en', 'UTC', true, '{}', 'done', 1, 1, now() + interval '1 day')`,
    [stage.api.people.dmytro.id],
  );
  await page.locator('[data-export]').focus();
  await page.keyboard.press('Enter');
  await untilShown(page.getByText('The file will hold all chats that you can see.'));
  await untilShown(page.locator('[data-export-item=done]').getByText('1 chat'));
  expect(await faults(window)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.locator('[data-export-cancel]').focus();
  await page.keyboard.press('Enter');
  await untilGone(page.locator('[data-export-item]'));
});

test('F26, B17: one conversation is had as PDF and printed, from the menu of its chat', async () => {
  const window = await stage.window('iryna', '/chats/3');
  const { page, context } = window;
  await context.addInitScript(() => {
    globalThis.print = () => void (document.documentElement.dataset['printed'] = 'yes');
  });
  await page.reload();
  await page.locator('[data-more]').click();
  await page.getByRole('menuitem', { name: 'Експорт розмови…' }).click();
  await untilShown(page.getByRole('heading', { name: 'Експорт розмови в чаті № 3' }));
  await page.getByRole('button', { name: 'PDF', exact: true }).click();
  const coming = page.waitForEvent('download');
  await page.locator('[data-export-item=done] [data-export-file]').click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^chat-3-.*\.pdf$/);
  const { text } = await extractText(new Uint8Array(readFileSync(await download.path())), { mergePages: true });
  expect(text).toContain('Прізвище 3');
  expect(await faults(window)).toEqual([]);
  await page.getByRole('button', { name: 'Друк', exact: true }).click();
  const paper = page.frameLocator('iframe');
  await paper.locator('html[data-printed=yes]').waitFor({ state: 'attached' });
  expect(await paper.locator('h1').textContent()).toContain('№ 3 · =HYPERLINK("http://evil.example") Прізвище 3');
  expect(window.complaints()).toEqual([]);
});
