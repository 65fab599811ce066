import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§8: an operator marks a chat as unread by the menu or a key; it stays so until they look again', async () => {
  const client = stage.client('Тетяна', 'Вовк');
  client.says('Подумаю і напишу');
  const window = await stage.window('olena');
  const { page } = window;
  await window.open('Тетяна Вовк');
  await window.answer('Чекаємо!');
  await window.untilState('Чекаємо!', 'sent', 'delivered');
  const badge = window.row('Тетяна Вовк').locator('.unread');
  expect(await badge.count()).toBe(0);
  await page.locator('[data-more]').click();
  await untilShown(page.locator('[data-mark-unread]'));
  expect(await faults(window)).toEqual([]);
  await page.locator('[data-mark-unread]').click();
  await untilShown(badge);
  expect(new URL(page.url()).pathname).toBe('/');
  await page.reload();
  await untilShown(badge);
  // Looked at, it is read; and a key marks it again.
  await window.open('Тетяна Вовк');
  await untilShown(page.locator('.unread-from'));
  await untilGone(badge);
  await page.locator('.log').focus();
  await page.keyboard.press('Shift+KeyM');
  await untilShown(badge);
  // The author is read out once.
  await window.open('Тетяна Вовк');
  expect(await page.locator('.ev--out .author').first().getAttribute('aria-hidden')).toBe('true');
  expect(window.complaints()).toEqual([]);
});
