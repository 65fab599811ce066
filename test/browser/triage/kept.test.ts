import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§8: what was begun is marked in its row, behind the words of the client, until it is sent', async () => {
  stage.client('Ніна', 'Чернетка').says('Чи є знижка?');
  stage.client('Петро', 'Другий').says('Вітаю');
  const olena = await stage.window('olena');
  const draft = olena.row('Ніна Чернетка').locator('[data-after=draft]');
  await olena.open('Ніна Чернетка');
  await olena.page.locator('[data-composer]').fill('Так, на другу штуку');
  // In the chat itself the draft is seen as it is.
  expect(await draft.count()).toBe(0);
  await olena.open('Петро Другий');
  await untilShown(draft.getByText('Так, на другу штуку'));
  await expect.poll(() => olena.row('Ніна Чернетка').locator('.row-said').innerText()).toBe('Чи є знижка?');
  await olena.page.reload();
  await untilShown(draft);
  await olena.open('Ніна Чернетка');
  await olena.page.locator('[data-send]').click();
  await untilShown(olena.bubble('Так, на другу штуку'));
  await olena.open('Петро Другий');
  await untilShown(olena.row('Ніна Чернетка').locator('[data-after=ours]'));
  expect(await draft.count()).toBe(0);
  expect(olena.complaints()).toEqual([]);
});

test('§8: a section that is folded stays so, and a filter says who waits for me beyond it', async () => {
  stage.client('Оксана', 'Домашня').says('Є хто?');
  stage.client('Ірма', 'Аутлет').says('Є хто?', 'outlet');
  const iryna = await stage.window('iryna');
  const { page } = iryna;
  await iryna.open('Оксана Домашня');
  await page.getByRole('button', { name: 'Взяти' }).click();
  await untilShown(page.getByRole('button', { name: 'Мої 1' }));
  const unassigned = page.locator('.sect button').filter({ hasText: 'Без оператора' });
  await unassigned.click();
  await untilGone(iryna.row('Ірма Аутлет'));
  await page.reload();
  await untilShown(page.getByRole('button', { name: 'Мої 1' }));
  await expect.poll(() => unassigned.getAttribute('aria-expanded')).toBe('false');
  await unassigned.click();

  await page.locator('.list-title').click();
  await page.getByRole('menuitem', { name: 'Світло Outlet' }).click();
  await untilGone(iryna.row('Оксана Домашня'));
  await page.getByRole('button', { name: 'Ще 1 чат чекає на вас поза фільтром' }).click();
  await untilShown(iryna.row('Оксана Домашня'));
  expect(iryna.complaints()).toEqual([]);
});
