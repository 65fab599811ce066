import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';
import { addConversation, placeOf } from '../thread/conversation.ts';

/** As long as a talk gets. */
const LONG = 10_000;
let stage: Stage;
let number: number;

beforeAll(async () => {
  stage = await openStage();
  number = await addConversation(stage, { psid: 'long', written: LONG, unread: 0 });
  const { pool } = stage.api.database;
  await pool.query(`update client set first_name = 'Мар’яна', last_name = 'Ґава', phone = '+380671234567'
    where psid = 'long'`);
  const text = 'Чи є ТОРШЕР із латунною ніжкою? ';
  const told = ['long300', 'long5000', 'long9000'];
  await pool.query('update message set text = $1 || mid where mid = any($2)', [text, told]);
  // A lot at a time: each of them is folded.
  for (let lot = 0; lot < 40; lot += 1)
    await pool.query(
      `insert into message_words (message_id, folded, seq, page_id)
         select id, fold(text), seq, page_id from message where seq % 40 = $1::int on conflict do nothing`,
      [lot],
    );
});
afterAll(() => stage.close());

async function seek(page: Page, words: string): Promise<void> {
  // Nobody hears a key before the desk is there.
  await untilShown(page.locator('[data-chat]'));
  await page.keyboard.press('Control+k');
  await untilShown(page.locator('[data-palette]'));
  await page.keyboard.type(words);
}

test('B16, F25: Ctrl K finds by phone, mistyped name and words, and opens the chat at them', async () => {
  const window = await stage.window('olena');
  const { page } = window;
  const option = page.locator(`[data-command=chat_${number}]`);
  for (const words of ['067 123-45-67', '1234567', "мар'яна гава", 'vfhzyf']) {
    await seek(page, words);
    await untilShown(option);
    await expect.poll(() => option.locator('mark').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await untilGone(page.locator('[data-palette]'));
  }
  await seek(page, 'njhith');
  const message = page.locator('[data-command^=message_]');
  await untilShown(message);
  expect(await message.locator('mark').innerText()).toBe('ТОРШЕР');
  expect(await faults(window)).toEqual([]);
  await message.click();
  await untilShown(page.locator('[data-sought]'));
  expect(page.url()).toContain(`/chats/${number}?message=`);
  await expect.poll(() => page.locator('[data-sought]').innerText()).toContain('long9000');
  expect(window.complaints()).toEqual([]);
});

test('F25: a chat that the table found by its words opens at them', async () => {
  const { page, complaints } = await stage.window('olena', `/activities/facebook?q=${encodeURIComponent('торшер')}`);
  const row = page.locator(`[data-row="${number}"]`);
  await untilShown(row);
  await row.focus();
  await page.keyboard.press('Enter');
  await untilShown(page.locator('[data-sought]').filter({ hasText: 'long9000' }));
  expect(complaints()).toEqual([]);
});

test('B16, F39: in a chat of ten thousand messages words are found anywhere, one after the other', async () => {
  const window = await stage.window('olena', `/chats/${number}`);
  const { page } = window;
  const sought = page.locator('[data-sought]');
  await untilShown(page.locator('.log [data-message]'));
  await page.locator('[data-find-open]').click();
  await page.locator('[data-find]').fill('торшер ніжкою');
  await untilShown(page.locator('[data-find-place]').getByText('1 із 3'));
  await untilShown(sought.filter({ hasText: 'long9000' }));
  await page.keyboard.press('Enter');
  await untilShown(sought.filter({ hasText: 'long5000' }));
  await page.locator('[data-find-earlier]').click();
  await untilShown(sought.filter({ hasText: 'long300' }));
  // What stands around it is there, both ways.
  await expect.poll(() => placeOf(window, 'Слово 299')).not.toBeNull();
  await expect.poll(() => placeOf(window, 'Слово 301')).not.toBeNull();
  expect(await faults(window)).toEqual([]);
  await page.locator('[data-find]').fill('канапка');
  await untilShown(page.locator('[data-find-place]').getByText('Немає збігів'));
  await page.locator('[data-find]').press('Escape');
  await untilGone(page.locator('[data-find-bar]'));
  expect(window.complaints()).toEqual([]);
});

test('F39: one goes to a day of a long chat, and to its end again', async () => {
  const window = await stage.window('olena', `/chats/${number}`);
  const { page } = window;
  await untilShown(page.locator('.log [data-message]'));
  await page.keyboard.press('Escape');
  await page.locator('.log').focus();
  await page.keyboard.press('f');
  const day = new Date(Date.now() - 4 * 86_400_000);
  const two = (n: number) => String(n).padStart(2, '0');
  await page
    .locator('[data-find-day] input')
    .fill(`${two(day.getDate())}.${two(day.getMonth() + 1)}.${day.getFullYear()}`);
  await page.keyboard.press('Enter');
  await untilShown(page.locator('[data-sought]'));
  const at = await page.locator('[data-sought] time').first().getAttribute('datetime');
  expect(new Date(at ?? 0).toDateString()).toBe(day.toDateString());
  await page.locator('[data-to-end]').first().click();
  await expect.poll(() => placeOf(window, `Слово ${LONG}`)).not.toBeNull();
  expect(window.complaints()).toEqual([]);
});
