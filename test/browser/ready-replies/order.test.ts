import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertReadyReply } from '#db/ready-replies/write.ts';
import { faults } from '#test/browser/support/axe.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilShown } from '#test/browser/support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const ownerId = stage.api.people.olena.id;
  for (const shortcut of ['перша', 'друга', 'третя']) {
    const content = { shortcut, title: shortcut, texts: { uk: 'Текст' }, pageIds: [], ownerId };
    await insertReadyReply(stage.api.database.pool, ownerId, content);
  }
});
afterAll(() => stage.close());

const order = (page: Page) =>
  page.locator('[data-ready-row]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-ready-row')));
const grip = (page: Page, shortcut: string) => page.getByRole('button', { name: `Перемістити: ${shortcut}` });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
const kept = async () =>
  (await stage.api.database.pool.query('select shortcut from ready_reply order by place')).rows.map(
    ({ shortcut }: { shortcut: string }) => shortcut,
  );

test('F21: ready replies are put in order by keys and by buttons, and where one stands is said', async () => {
  const olena = await stage.window('olena', '/settings/ready-replies');
  const { page } = olena;
  await untilShown(grip(page, 'третя'));
  expect(await faults(olena)).toEqual([]);
  const standing = async () => [await order(page), await focused(page)];
  await grip(page, 'перша').focus();
  await page.keyboard.press('ArrowDown');
  await untilShown(page.locator('[data-moved=mine]').getByText('«перша» тепер 2 з 3.'));
  await expect.poll(standing).toEqual([['друга', 'перша', 'третя'], 'Перемістити: перша']);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => order(page)).toEqual(['друга', 'третя', 'перша']);
  await page.getByRole('button', { name: 'Вище: перша' }).click();
  await page.getByRole('button', { name: 'Вище: перша' }).click();
  // There it goes no further: the row keeps the focus.
  await expect.poll(standing).toEqual([['перша', 'друга', 'третя'], 'Перемістити: перша']);
  await expect.poll(kept).toEqual(['перша', 'друга', 'третя']);
  expect(olena.complaints()).toEqual([]);
});

test('F21: ready replies are put in order by dragging, which is the order of the picker', async () => {
  stage.client('Орися').says('Добрий день');
  const olena = await stage.window('olena', '/settings/ready-replies');
  const { page } = olena;
  await untilShown(grip(page, 'третя'));
  const [from, to] = [await grip(page, 'третя').boundingBox(), await grip(page, 'друга').boundingBox()];
  if (!from || !to) throw new Error('there are no rows');
  await page.mouse.move(from.x + 14, from.y + 14);
  await page.mouse.down();
  await page.mouse.move(to.x + 14, to.y - 6, { steps: 4 });
  await untilShown(page.locator('.goes-before[data-ready-row="друга"]'));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await order(page)).toEqual(['перша', 'друга', 'третя']);
  await page.mouse.move(from.x + 14, from.y + 14);
  await page.mouse.down();
  await page.mouse.move(to.x + 14, to.y - 6, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => order(page)).toEqual(['перша', 'третя', 'друга']);
  await expect.poll(() => focused(page)).toBe('Перемістити: третя');
  await expect.poll(kept).toEqual(['перша', 'третя', 'друга']);

  await page.goto('/');
  await olena.open('Орися');
  await page.locator('[data-composer]').fill('/');
  const offered = page.getByRole('option');
  await untilShown(offered.nth(2));
  expect(await offered.evaluateAll((all) => all.map((one) => one.getAttribute('data-ready')))).toEqual([
    'перша',
    'третя',
    'друга',
  ]);
  expect(olena.complaints()).toEqual([]);
});
