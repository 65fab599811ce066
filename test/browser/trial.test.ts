import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { List } from '#test/integration/support/chat.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown } from './support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('N04, N05, §8: an admin sees what a draft would have done, tries it in the shadow, and publishes', async () => {
  const { api, meta, marko } = stage;
  const iryna = await logIn(api, 'iryna');
  await iryna.post(settingsOf(), { settings: { distribution: 'even' } });
  for (const name of ['Оксана', 'Богдан', 'Лідія', 'Роман']) stage.client(name).says('Коли буде доставка?');
  await meta.idle();
  await until('all four have somebody', async () => {
    const { items } = (await iryna.get('/api/chats')).json<List<{ operators: object[] }>>();
    return items.length === 4 && items.every(({ operators }) => operators.length === 1);
  });
  await draftRule(iryna);

  const window = await stage.window('iryna', `/settings/routing?page=${api.pages.dim.id}`);
  const { page } = window;
  await estimateDraft(page);
  await switchShadow(page);
  await publish(page);
  expect(await operatorOfNext(iryna)).toBe(marko.id);
  expect(window.complaints()).toEqual([]);
});

const settingsOf = () => `/api/pages/${stage.api.pages.dim.id}/settings`;

/** All who ask about delivery are Marko's. */
async function draftRule(iryna: Visitor): Promise<void> {
  const rule = {
    id: 'rule-1',
    name: 'Доставка — Марко',
    enabled: true,
    when: { words: ['достав'] },
    who: { teamIds: [], employeeIds: [stage.marko.id] },
    strategy: 'even',
    priority: 0,
    capacity: null,
  };
  const draft = { settings: { distribution: 'even', routing: [rule] }, revision: 0, base: 1 };
  expect((await iryna.put(`${settingsOf()}/draft`, draft)).status).toBe(200);
}

/** Three bars of an operator can be told apart, and the two halves of the page end together. */
async function asEasyToRead(page: Page): Promise<void> {
  const bars = page.locator('.load-bars').first().locator('rect');
  const heights = () => bars.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height >= 8));
  await expect.poll(heights).toEqual([true, true, true]);
  const halves = page.locator('.config-column');
  const ends = await halves.evaluateAll((all) =>
    all.map((one) => Math.round(Math.min(one.getBoundingClientRect().bottom, innerHeight))),
  );
  expect(new Set(ends).size).toBe(1);
}

/** The estimate of what is published is what was done. */
async function estimateDraft(page: Page): Promise<void> {
  const { marko, api } = stage;
  const { olena } = api.people;
  const figure = (id: string, kind: string) => page.locator(`[data-operator="${id}"] [data-kind=${kind}]`);
  const estimate = page.locator('[data-estimate]');
  await page.locator('[data-run]').click();
  await untilShown(estimate.getByText('Оцінка', { exact: true }));
  for (const kind of ['recorded', 'published']) {
    await expect.poll(() => figure(olena.id, kind).innerText()).toMatch(/2$/);
    await expect.poll(() => figure(marko.id, kind).innerText()).toMatch(/2$/);
  }
  await expect.poll(() => figure(marko.id, 'draft').innerText()).toMatch(/4$/);
  await asEasyToRead(page);
  await estimate.getByText('Що ми припускаємо').click();
  await untilShown(estimate.getByText('Чат триває стільки, скільки тривав'));
  const moved = estimate.locator('[data-choices] [data-chat]');
  await expect.poll(() => moved.count()).toBe(2);
  await untilShown(moved.first().getByText('правило «Доставка — Марко»'));
}

/** Nothing has come yet. */
async function switchShadow(page: Page): Promise<void> {
  const shadow = page.locator('[data-shadow]');
  await shadow.getByRole('switch').click();
  await untilShown(shadow.getByText('Нових чатів ще не було.'));
}

async function publish(page: Page): Promise<void> {
  await page.locator('[data-publish]').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Опублікувати', exact: true }).click();
  await untilGone(page.getByRole('dialog'));
  await untilShown(page.getByText('Діє v2'));
  await untilShown(page.locator('[data-shadow=off]'));
}

/** Who gets the next chat about delivery. */
async function operatorOfNext(iryna: Visitor): Promise<string> {
  stage.client('Марта').says('Доставка до Львова є?');
  await stage.meta.idle();
  const operator = await until('the operator of the next chat', async () => {
    const { items } = (await iryna.get(`/api/chats?q=${encodeURIComponent('Марта')}`)).json<
      List<{ operators: { id: string }[] }>
    >();
    return items[0]?.operators[0];
  });
  return operator.id;
}
