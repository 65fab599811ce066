import { afterAll, beforeAll, expect, test } from 'vitest';
import { addEmployee } from '#test/integration/support/company.ts';
import { finishChat } from '../support/finishing.ts';
import { publish, setting } from '../support/settings.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.api.database.pool.query(
    `insert into contact (name, phones, emails, manager_id) values
       ('Гончаренко Марія', '{+380671234567}', '{}', $1), ('Левченко Оксана', '{}', '{oksana@levchenko.example}', $1),
       ('Шевчук Ігор', '{+380677770002}', '{}', $1), ('Крамниця Шевчука', '{+380677770002}', '{}', $1)`,
    [stage.marko.id],
  );
});
afterAll(() => stage?.close());

/** Who is in the chat, as its card says it. */
const people = ({ page }: Window) => page.locator('.context .people');

test('F07: off, nobody is chosen; on, a personal manager has who has the phone or e-mail; of two nobody', async () => {
  const olena = await stage.window('olena');
  stage.client('Марія', 'Гончаренко').says('мій номер 067 123 45 67');
  await olena.open('Марія Гончаренко');
  await untilShown(olena.page.locator('[data-matches="1"]').getByText('Збігається'));
  await untilShown(people(olena).getByText('Поки що ніхто'));

  await switchOn();
  for (const [first, last, known] of [
    ['Мар’яна', 'Ткач', 'пишіть на 067 123 45 67'],
    ['Оксана', 'Левченко', 'моя пошта Oksana@Levchenko.example'],
  ] as const) {
    stage.client(first, last).says(known);
    await olena.open(`${first} ${last}`);
    await untilShown(people(olena).getByText('Марко Гнатюк'));
    await untilShown(olena.page.locator('[data-linked]'));
    await untilShown(olena.page.locator('[data-entry=assigned]').getByText('персональний менеджер клієнта'));
  }
  stage.client('Ігор', 'Шевчук').says('067 777 00 02');
  await olena.open('Ігор Шевчук');
  await untilShown(olena.page.locator('[data-matches="2"]').getByText('Збігається з 2 контактами'));
  await untilShown(people(olena).getByText('Поки що ніхто'));
  expect(await olena.page.locator('[data-linked]').count()).toBe(0);
  expect(olena.complaints()).toEqual([]);
});

/** By an admin, for all pages. */
async function switchOn(): Promise<void> {
  const { page } = await stage.window('iryna', '/settings/routing');
  await setting(page, 'personalManager').getByRole('switch').click();
  await publish(page);
}

test('F33, F35: a contact is found by its name beside the chat, changed there, and known in the next one', async () => {
  const stepan = stage.client('Степан', 'Ткач');
  stepan.says('Добрий день');
  const [olena, marko] = [await stage.window('olena'), await stage.window(stage.marko)];
  for (const window of [olena, marko]) await window.open('Степан Ткач');
  const { page } = olena;
  await page.locator('[data-find-contact]').click();
  await page.locator('[data-crm] [data-find]').fill('крамниця');
  await page.locator('[data-found-contact] [data-choose]').click();
  for (const window of [olena, marko])
    await untilShown(window.page.locator('[data-linked]').getByText('Крамниця Шевчука'));
  await page.locator('[data-edit-linked]').click();
  await page.locator('[role=dialog]').getByLabel('Сегмент', { exact: true }).fill('Оптові');
  await page.locator('[role=dialog] form .btn--primary').click();
  await untilGone(page.locator('[role=dialog]'));
  for (const window of [olena, marko]) await untilShown(window.page.locator('[data-linked]').getByText('Оптові'));
  const first = new URL(page.url()).pathname;
  await finishChat(page, first.split('/').at(-1) ?? null);
  stepan.says('Я знову з питанням');
  await page.goto('/');
  await olena.open('Степан Ткач');
  await untilShown(olena.bubble('Я знову з питанням'));
  expect(new URL(page.url()).pathname).not.toBe(first);
  await untilShown(page.locator('[data-linked]').getByText('Крамниця Шевчука'));
  expect([...olena.complaints(/409/), ...marko.complaints()]).toEqual([]);
});

test('F44, F47: who was given no page is offered no CRM, and hears so at its addresses', async () => {
  const nowhere = { name: 'Віра', email: 'vira@demo.example', roles: ['operator' as const], pageIds: [] };
  const vira = await stage.window(await addEmployee(stage.api.database.pool, nowhere));
  await untilShown(vira.page.getByText('Ще немає доступних сторінок'));
  expect(await vira.page.locator('.bar-nav a[href="/contacts"]').count()).toBe(0);
  for (const path of ['contacts', 'leads', 'orders', 'documents', 'contacts/imports']) {
    await vira.page.goto(`/${path}`);
    await untilShown(vira.page.getByText('Сюди немає доступу'));
    // Nor is anything offered that the API would refuse.
    expect(await vira.page.locator('[data-create], [data-new], [data-export], [data-import-file]').count()).toBe(0);
  }
  expect(vira.complaints(/status of 403/)).toEqual([]);
});
