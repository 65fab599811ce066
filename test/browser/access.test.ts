import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertContact } from '#db/contacts/write.ts';
import { faults } from './support/axe.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilShown } from './support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const anna = {
    name: 'Ганна Вовк',
    phones: ['+380671234567'],
    emails: ['a@b.example'],
    managerId: null,
    segment: 'Опт',
  };
  await insertContact(stage.api.database.pool, anna);
  const oksana = stage.client('Оксана', 'Левченко');
  oksana.says('Добрий день! Чи є торшер «Вечір»?');
  oksana.says('Дивлюся https://example.com/lampa');
  stage.client('Петро', 'Дяченко').says('Лампа блимає');
  const window = await stage.window('olena');
  await window.open('Оксана Левченко');
  await window.answer('Так, є два');
  await window.untilState('Так, є два', 'delivered');
});
afterAll(() => stage.close());

test.each(['light', 'dark'] as const)(
  'everybody can use it, %s: log-in, inbox, chat, dialogs and settings',
  async (theme) => {
    const stranger = await stage.window(null, '/login', { theme });
    await untilShown(stranger.page.locator('h1'));
    const found = { login: await faults(stranger) } as Record<string, string[]>;
    const window = await stage.window('iryna', '/', { theme });
    const { page } = window;
    await untilShown(window.row('Оксана Левченко'));
    found['inbox'] = await faults(window);
    await window.open('Оксана Левченко');
    await untilShown(window.bubble('Так, є два'));
    await page.locator('[data-entry] .ask').first().click();
    found['chat'] = await faults(window);
    await window.menu('[data-add]');
    await untilShown(page.locator('[role=dialog]'));
    found['dialog'] = await faults(window);
    await page.keyboard.press('Escape');
    for (const path of [
      '/contacts',
      '/activities/facebook',
      '/me',
      '/settings/pages',
      '/settings/team',
      '/settings/employees',
    ]) {
      await page.goto(path);
      await untilShown(page.locator('.sheet'));
      found[path] = await faults(window);
    }
    await page.locator('[data-create]').click();
    await untilShown(page.locator('[role=dialog] form'));
    found['form'] = await faults(window);
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
  },
);

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
