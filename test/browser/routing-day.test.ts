import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { List } from '#test/integration/support/chat.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { drag } from './support/drag.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown } from './support/window.ts';

let stage: Stage;
let iryna: Visitor;
let settings: string;

beforeAll(async () => {
  stage = await openStage();
  iryna = await logIn(stage.api, 'iryna');
  settings = `/api/pages/${stage.api.pages.dim.id}/settings`;
});
afterAll(() => stage.close());

const ruleTo = (id: string, name: string, employeeId: string, words: string[]) => ({
  id,
  name,
  enabled: true,
  when: { words },
  who: { teamIds: [], employeeIds: [employeeId] },
  strategy: 'even',
  priority: 0,
  capacity: null,
});

/** Who leads the chat of the client with that name, once somebody does. */
const leaderOf = (name: string) =>
  until(`the operator of ${name}`, async () => {
    const { items } = (await iryna.get(`/api/chats?q=${encodeURIComponent(name)}`)).json<List<ChatBody>>();
    return items[0]?.operators[0]?.id;
  });

test('F10: an admin drags a rule, sees the estimate, publishes, and the next chat goes as estimated', async () => {
  const { olena } = stage.api.people;
  const { marko } = stage;
  const all = ruleTo('all', 'Усе Олені', olena.id, []);
  const delivery = ruleTo('delivery', 'Доставка', marko.id, ['достав']);
  await iryna.post(settings, { settings: { distribution: 'even', routing: [all, delivery] } });
  for (const name of ['Оксана', 'Богдан', 'Лідія']) {
    stage.client(name).says('Коли буде доставка?');
    expect(await leaderOf(name)).toBe(olena.id);
  }

  const window = await stage.window('iryna', `/settings/routing?page=${stage.api.pages.dim.id}`);
  const { page } = window;
  await drag(page, rowOf(page, 'Доставка').locator('[data-handle]'), rowOf(page, 'Усе Олені'));
  await untilShown(page.locator('[data-told]').getByText('«Доставка» тепер на місці 1 з 2.'));
  await untilShown(page.locator('[data-saving=saved]'));

  await page.locator('[data-run]').click();
  const estimate = page.locator('[data-estimate]');
  await untilShown(estimate.getByText('Оцінка', { exact: true }));
  const figure = (id: string, kind: string) => page.locator(`[data-operator="${id}"] [data-kind=${kind}]`);
  await expect.poll(() => figure(olena.id, 'recorded').innerText()).toMatch(/3$/);
  await expect.poll(() => figure(marko.id, 'draft').innerText()).toMatch(/3$/);

  await page.locator('[data-publish]').click();
  await page.getByRole('button', { name: 'Опублікувати', exact: true }).click();
  await untilGone(page.getByRole('dialog'));
  stage.client('Марта').says('Доставка до Львова є?');
  expect(await leaderOf('Марта')).toBe(marko.id);
  expect(window.complaints()).toEqual([]);
});

test('F48: an operator goes off shift and sees the next chat go to the other one, and why', async () => {
  await iryna.post(settings, { settings: { distribution: 'active' }, replace: true });
  const [olena, marko] = [await stage.window('olena'), await stage.window(stage.marko)];
  for (const { page } of [olena, marko]) await untilShown(page.locator('[data-on-shift=online]'));
  await olena.page.getByRole('switch', { name: /^На зміні/ }).click();
  await untilShown(olena.page.locator('[data-on-shift=on_break]'));

  stage.client('Ганна', 'Бойко').says('Добрий день!');
  await untilShown(olena.row('Ганна Бойко'));
  expect(await leaderOf('Ганна')).toBe(stage.marko.id);
  await olena.open('Ганна Бойко');
  const line = olena.page.locator('[data-entry=assigned]');
  await untilShown(line.getByText('Марко Гнатюк'));
  await line.locator('.ask').click();
  const mine = line.locator('tr[data-standing=passed]').filter({ hasText: 'Олена Коваль' });
  await untilShown(mine);
  await untilShown(line.locator('[data-not-me]').getByText(/^Чому не ви/));
  expect(olena.complaints()).toEqual([]);
});

const rowOf = (page: Page, name: string) =>
  page.locator('[data-rule]').filter({ has: page.locator('.rule-name b').getByText(name, { exact: true }) });
