import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilShown } from './support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('Y04: an admin sees how a colleague gets in and ends it; one ends all of one’s own in one place', async () => {
  const { database, people } = stage.api;
  const olena = await stage.window('olena', '/me');
  await olena.page.getByLabel('Назва токена').fill('звіт');
  await olena.page.getByRole('button', { name: 'Створити токен' }).click();
  await untilShown(olena.page.locator('[data-token]'));
  await untilShown(olena.page.getByText(/діє до .*, ще не використано/u));
  const left = async () =>
    (await database.pool.query('select 1 from api_token where employee_id = $1', [people.olena.id])).rowCount;

  const iryna = await stage.window('iryna', '/settings/employees');
  const { page } = iryna;
  await page.locator(`[data-employee="${people.olena.id}"] button`).first().click();
  const entry = page.locator('[data-entry-of]');
  await untilShown(entry.locator('[data-token-of="звіт"]'));
  expect(await faults(iryna)).toEqual([]);
  await entry.locator('[data-end-all]').click();
  await untilShown(entry.locator('[data-no-entry]'));
  expect(await left()).toBe(0);
  expect(iryna.complaints()).toEqual([]);

  await database.pool.query(`insert into api_token (employee_id, name, hash) values ($1, 'власний', 'x')`, [
    people.iryna.id,
  ]);
  await page.goto('/me');
  await untilShown(page.getByText('власний'));
  await page.locator('[data-end-others]').click();
  await untilShown(page.getByText('Токенів ще немає.'));
  await untilShown(page.getByText('цей пристрій'));
});
