import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';
import { addConversation, placeOf } from './conversation.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§1.21: a search shows where the words stand, and the chat opens there, marked', async () => {
  const number = await addConversation(stage, { psid: 'found', written: 300, unread: 0 });
  const { pool } = stage.api.database;
  await pool.query(
    `update message set text = 'Добрий день! Скажіть, чи є у вас ТОРШЕР із латунною ніжкою, такий як на фото?'
     where mid = 'found40'`,
  );
  await pool.query(
    `insert into message_words (message_id, folded) select id, fold(text) from message where mid = 'found40'`,
  );
  const window = await stage.window('olena');
  const { page } = window;
  await page.getByRole('searchbox').fill('торшер');
  const row = page.locator(`[data-chat="${number}"]`);
  await untilShown(row.locator('mark'));
  expect(await row.locator('mark').innerText()).toBe('ТОРШЕР');
  expect(await row.locator('[data-hit]').innerText()).toContain('чи є у вас ТОРШЕР із латунною');
  expect(await faults(window)).toEqual([]);
  await row.click();
  const sought = page.locator('[data-sought]');
  await untilShown(sought);
  expect(await sought.innerText()).toContain('ТОРШЕР із латунною ніжкою');
  const share = () =>
    sought.evaluate((one) => {
      const log = one.closest('.log');
      return log ? (one.getBoundingClientRect().top - log.getBoundingClientRect().top) / log.clientHeight : -1;
    });
  await expect.poll(share).toBeGreaterThan(0);
  await expect.poll(share).toBeLessThan(0.5);
  expect(await placeOf(window, 'Слово 300')).toBeNull();
  expect(await faults(window)).toEqual([]);
  // The end is one press away, and an answer stands there.
  await window.answer('Є, у двох кольорах');
  await untilShown(window.bubble('Є, у двох кольорах'));
  await untilShown(window.bubble('Слово 300'));
  // The address keeps the place.
  await page.goto(page.url());
  await untilShown(sought);
  expect(window.complaints()).toEqual([]);
});
