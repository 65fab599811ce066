import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertContact } from '#db/contacts/write.ts';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const { pool } = stage.api.database;
  const nothing = { phones: [], emails: [], managerId: null, segment: '' };
  const { id } = await insertContact(pool, { name: 'Сад і Город', ...nothing });
  await pool.query(`update contact set kind = 'company' where id = $1`, [id]);
  await insertContact(pool, { name: 'Олег Ткач', ...nothing, phones: ['+380671234501', '+380671234502'] });
});
afterAll(() => stage?.close());

const rowOf = ({ page }: Window, name: string) => page.locator('[data-contact-row]').filter({ hasText: name });
const dialog = ({ page }: Window) => page.locator('[role=dialog]');
const save = (window: Window) => dialog(window).locator('form .btn--primary').click();

test('F44: a person gets a main phone, labels, and a company with a role; the company gets its people', async () => {
  const olena = await stage.window('olena', '/contacts', { width: 390, height: 844 });
  const { page } = olena;
  await rowOf(olena, 'Олег Ткач').locator('[data-edit]').click();
  await untilShown(dialog(olena).locator('[data-members=company]'));
  await dialog(olena).locator('[data-main]').nth(1).check();
  await dialog(olena).locator('[data-many=tel] [data-label]').nth(1).fill('робочий');
  await dialog(olena).getByLabel('Знайти компанію').fill('город');
  await dialog(olena).locator('[data-offered]').click();
  await dialog(olena).locator('[data-role]').fill('агроном');
  expect(await faults(olena)).toEqual([]);
  await save(olena);
  await untilGone(dialog(olena));

  await rowOf(olena, 'Сад і Город').locator('[data-edit]').click();
  const people = dialog(olena).locator('[data-members=person]');
  await untilShown(people.getByText('Олег Ткач'));
  expect(await people.locator('[data-role]').inputValue()).toBe('агроном');
  await people.locator('[data-role]').fill('головний агроном');
  await save(olena);
  await untilGone(dialog(olena));

  await page.goto(page.url().replace(/\/contacts.*/, '/contacts'));
  await rowOf(olena, 'Олег Ткач').getByRole('link').click();
  await untilShown(page.getByText('головний агроном'));
  await untilShown(page.getByText('робочий'));
  expect(olena.complaints()).toEqual([]);
});

test('F44: what a colleague changed meanwhile is not written over, and the form says so', async () => {
  const olena = await stage.window('olena', '/contacts');
  await rowOf(olena, 'Олег Ткач').locator('[data-edit]').click();
  await untilShown(dialog(olena).locator('[data-members=company]'));
  await dialog(olena).getByLabel('Сегмент', { exact: true }).fill('Опт');
  await stage.api.database.pool.query(
    `update contact set updated_at = now() + interval '1 minute' where name = 'Олег Ткач'`,
  );
  await save(olena);
  await untilShown(dialog(olena).locator('[role=alert]').getByText('тим часом змінили'));
  expect(olena.complaints(/409/)).toEqual([]);
});
