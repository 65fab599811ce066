import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilListed } from '../list/listed.ts';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const chatOf = async (name: string) => {
  const { rows } = await stage.api.database.pool.query<{ number: number; status: string; deleted: boolean }>(
    `select c.number, c.status, c.led is null as deleted from chat c join client on client.id = c.client_id
     where first_name = $1 order by c.number desc limit 1`,
    [name],
  );
  return rows[0] ?? { number: 0, status: '', deleted: false };
};

test('F29: an admin deletes a chat after saying what happens, and undoes it in another tab', async () => {
  stage.client('Ганна', 'Стерта').says('Ви тут?');
  const iryna = await stage.window('iryna');
  const { page } = iryna;
  await iryna.open('Ганна Стерта');
  await page.locator('[data-more]').click();
  await page.locator('[data-delete]').click();
  await untilShown(page.getByText('Чат завершиться одразу, клієнту нічого не надійде.'));
  await untilShown(page.getByText('Ще 30 днів його можна повернути з кошика.'));
  await page.locator('[data-confirm]').click();
  await untilShown(page.locator('[data-deleted]').filter({ hasText: 'Ганна Стерта' }));
  await untilGone(iryna.row('Ганна Стерта'));
  await expect.poll(() => chatOf('Ганна')).toMatchObject({ status: 'finished', deleted: true });
  await iryna.close();

  // Its ten seconds may be over before a busy machine has drawn the page: it was deleted a moment later.
  await stage.api.database.pool.query(`update deleted_chat set at = now() + interval '1 minute'`);
  const again = await stage.window('iryna');
  await again.page.locator('[data-undo-delete]').click();
  await untilShown(again.page.locator('.talk-head').getByText('Ганна Стерта'));
  await untilShown(again.page.locator('[data-entry=restored]'));
  await untilShown(again.row('Ганна Стерта'));
  await expect.poll(() => chatOf('Ганна')).toMatchObject({ status: 'new', deleted: false });
  expect(again.complaints()).toEqual([]);
  await again.close();
});

test('F29: a row of the list is deleted, a colleague’s list loses it, and its own page puts it back', async () => {
  const client = stage.client('Дарина', 'Рядок');
  client.says('Добрий день');
  await expect.poll(() => chatOf('Дарина')).toMatchObject({ status: 'new' });
  const { number } = await chatOf('Дарина');
  const iryna = await stage.window('iryna', '/activities/facebook');
  const olena = await stage.window('olena', '/activities/facebook');
  const rowIn = ({ page }: typeof iryna) => page.locator(`[data-row="${number}"]`);
  await untilShown(rowIn(olena));
  expect(await olena.page.locator('[data-delete-row]').count()).toBe(0);
  await rowIn(iryna).locator('[data-delete-row]').click();
  await untilShown(iryna.page.getByRole('alertdialog', { name: 'Дарина Рядок' }));
  expect(await faults(iryna)).toEqual([]);
  await iryna.page.locator('[data-confirm]').click();
  await untilGone(rowIn(iryna));
  await untilGone(rowIn(olena));
  await untilShown(iryna.page.locator(`[data-deleted="${number}"]`));

  await iryna.page.goto(new URL(`/chats/${number}`, iryna.page.url()).href);
  await untilShown(iryna.page.locator('[data-binned]').getByText('Чат у кошику.'));
  expect(await faults(iryna)).toEqual([]);
  await iryna.page.locator('[data-restore]').click();
  await untilShown(iryna.page.locator('[data-composer]'));
  await untilListed(olena.page, rowIn(olena));
  expect([iryna.complaints(), olena.complaints()]).toEqual([[], []]);
});

test('F29: the bin tells what was deleted by whom, and puts it back', async () => {
  stage.client('Зоя', 'Кошик').says('Добрий день');
  await expect.poll(() => chatOf('Зоя')).toMatchObject({ status: 'new' });
  const iryna = await stage.window('iryna', `/chats/${(await chatOf('Зоя')).number}`);
  const { page } = iryna;
  await page.locator('[data-more]').click();
  await page.locator('[data-delete]').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.locator('[data-deleted]').filter({ hasText: 'Зоя Кошик' }));
  await page.goto(new URL('/activities/facebook', page.url()).href);
  await page.locator('[data-bin]').click();
  const row = page.locator('[data-bin-row]').filter({ hasText: 'Зоя Кошик' });
  await untilShown(row.getByText('Ірина'));
  await page.locator('[data-search]').fill('нема такої');
  await untilShown(page.getByText('У кошику такого немає'));
  await page.locator('[data-search]').fill('кошик зоя');
  await untilShown(row);
  expect(new URL(page.url()).searchParams.get('q')).toBe('кошик зоя');
  expect(await faults(iryna)).toEqual([]);
  await row.locator('[data-bin-restore]').click();
  await untilGone(row);
  await expect.poll(() => chatOf('Зоя')).toMatchObject({ status: 'new', deleted: false });
  expect(iryna.complaints()).toEqual([]);
});
