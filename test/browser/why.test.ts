import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import { publishSettings } from './support/publishing.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown } from './support/window.ts';

let stage: Stage;

/** Olena and Marko take one chat each; for the third nobody is left. */
beforeAll(async () => {
  stage = await openStage();
  await publishSettings(stage, { distribution: 'active', capacity: 1 });
  const olena = await stage.window('olena');
  for (const [name, surname] of [
    ['Оксана', 'Левченко'],
    ['Петро', 'Дяченко'],
    ['Ганна', 'Бойко'],
  ] as const) {
    stage.client(name, surname).says('Добрий день!');
    await untilShown(olena.row(name));
  }
  await untilShown(olena.row('Ганна Бойко').locator('[data-without=all_full]'));
});
afterAll(() => stage.close());

test('F10: an assignment unfolds its card: who was considered, for and against', async () => {
  const olena = await stage.window('olena');
  const { page } = olena;
  await olena.open('Оксана Левченко');
  const line = page.locator('[data-entry=assigned]');
  await untilShown(line.getByText('настала черга').or(line.getByText('єдина людина')));
  const ask = line.locator('.ask');
  expect(await ask.getAttribute('aria-expanded')).toBe('false');
  await ask.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => ask.getAttribute('aria-expanded')).toBe('true');
  await untilShown(line.locator('[data-reproduced]').getByText('перевірено: той самий вибір'));
  const chosen = line.locator('tr[data-standing=chosen]');
  await expect.poll(() => line.locator('tr[data-standing]').count()).toBe(2);
  expect(await chosen.count()).toBe(1);
  const name = (await line.locator('p b').first().textContent()) ?? '';
  expect(await line.locator('h2').textContent()).toBe(`Чому ${name}`);
  expect(await chosen.locator('.op-name').textContent()).toBe(name);
  expect(await line.locator('[data-you]').count()).toBe(1);
  expect(await line.locator('[data-not-me]').count()).toBe(name === 'Олена Коваль' ? 0 : 1);
  expect(await line.getByRole('link', { name: 'Правила розподілу' }).count()).toBe(0);
  expect(await faults(olena)).toEqual([]);

  await line.locator('[data-pass-on]').click();
  await untilShown(page.getByRole('dialog', { name: 'Передати чат' }));
  await page.keyboard.press('Escape');
  await untilGone(page.getByRole('dialog'));
  await line.locator('[data-fold]').focus();
  await page.keyboard.press('Escape');
  await untilGone(line.locator('.why'));
  expect(await ask.getAttribute('aria-expanded')).toBe('false');
  await expect.poll(() => ask.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(olena.complaints()).toEqual([]);
});

test('F10, §2.5: a chat without an operator says since when it waits and why, and why nobody was chosen', async () => {
  const iryna = await stage.window('iryna', '/', { theme: 'dark' });
  const { page } = iryna;
  await iryna.open('Ганна Бойко');
  const waiting = page.locator('[data-waiting=all_full]');
  await untilShown(waiting.getByText(/^Чекає на оператора з \d\d:\d\d — усі зайняті$/u));
  await waiting.locator('.ask').click();
  await untilShown(waiting.getByRole('heading', { name: 'Чому нікого' }));
  await untilShown(waiting.getByText('ліміт вичерпано'));
  await expect.poll(() => waiting.locator('tr[data-standing=passed]').count()).toBe(2);
  await untilShown(waiting.getByRole('link', { name: 'Правила розподілу' }));
  const [card, log] = [await waiting.locator('.why').boundingBox(), await page.locator('.log').boundingBox()];
  expect(log?.height ?? 0).toBeGreaterThan(card?.height ?? 999);
  expect(await faults(iryna)).toEqual([]);
  await waiting.locator('[data-fold]').click();
  await page.locator('[data-take]').click();
  await untilGone(waiting);
  expect(iryna.complaints()).toEqual([]);
});

test('F10: on a phone the card is a sheet; what could not be loaded says so and is tried again', async () => {
  const phone = await stage.window('olena', '/', { width: 390, height: 844 });
  const { page } = phone;
  await phone.open('Оксана Левченко');
  await page.route('**/assignments/*', (route) => route.abort());
  await page.locator('[data-entry=assigned] .ask').click();
  const sheet = page.getByRole('dialog');
  await untilShown(sheet.getByRole('alert').getByText('Пояснення не завантажилося.'));
  await page.unroute('**/assignments/*');
  await sheet.locator('[data-again]').click();
  await untilShown(sheet.locator('tr[data-standing=chosen]'));
  expect(await faults(phone)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.keyboard.press('Escape');
  await untilGone(sheet);
  expect(phone.complaints(/ERR_FAILED/u)).toEqual([]);
});

test('D: a record that was kept its time and is gone says so, and offers no second try', async () => {
  await stage.api.database.pool.query('delete from routing_record');
  const olena = await stage.window('olena');
  await olena.open('Оксана Левченко');
  await olena.page.locator('[data-entry=assigned] .ask').click();
  await untilShown(olena.page.locator('[data-forgotten]').getByText('Запис про цей вибір уже видалено'));
  expect(await olena.page.locator('[data-again]').count()).toBe(0);
  expect(await faults(olena)).toEqual([]);
  expect(olena.complaints(/404/u)).toEqual([]);
});
