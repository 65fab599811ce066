import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logIn } from '#test/integration/support/visitor.ts';
import { boxOf } from '../support/box.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const tab = (page: Page, name: string) => page.locator('.page-head .tabs').getByRole('link', { name, exact: true });

test('§8 Settings: buttons of all heads stand at one height, the mark of health on the line of its row', async () => {
  const { page } = await stage.window('iryna', '/settings/pages', { width: 1440, height: 900 });
  const button = await boxOf(page.locator('.page-head > .btn'));
  const middle = async (what: Locator) => {
    const { y, height } = await boxOf(what);
    return Math.round(y + height / 2);
  };
  const row = page.locator('[data-page]').first();
  expect(Math.abs((await middle(row.locator('.health'))) - (await middle(row)))).toBeLessThanOrEqual(1);
  await page.goto('/contacts');
  expect((await boxOf(page.locator('.page-head > .btn'))).y).toBe(button.y);
});

test('§8 Settings: sections open with the page that was chosen last, also after going elsewhere', async () => {
  const { page } = await stage.window('iryna', '/settings/routing');
  const { id } = stage.api.pages.outlet;
  await page.locator('[data-scope]').selectOption(id);
  await page.waitForURL(`**/settings/routing?page=${id}`);
  await tab(page, 'Команда').click();
  await tab(page, 'Конфігурація').click();
  await page.waitForURL(`**/settings/configuration?page=${id}`);
  expect(await page.locator('[data-scope]').inputValue()).toBe(id);
  await page.goto('/settings/team');
  await tab(page, 'Шаблони').click();
  await page.waitForURL(`**/settings/templates?page=${id}`);
  // “As for all pages” is a mark of the text, above it with the others.
  const mark = await boxOf(page.locator('.editor .scope-mark'));
  expect(mark.y).toBeLessThan((await boxOf(page.locator('.editor .area'))).y);
  await page.locator('[data-scope]').selectOption('');
  await page.waitForURL('**/settings/templates?*');
  await tab(page, 'Команда').click();
  await tab(page, 'Розподіл').click();
  await page.waitForURL('**/settings/routing');
});

test('§8 Settings: history is there before the first version, and says what is so', async () => {
  const { page } = await stage.window('iryna', '/settings/configuration');
  await page.locator('.version').getByRole('link', { name: 'Історія' }).click();
  await page.waitForURL('**/settings/history?page=installation');
  await untilShown(page.getByText('Спільних налаштувань ще не змінювали: діють вбудовані.'));
  await tab(page, 'Розподіл').click();
  await page.waitForURL('**/settings/routing');
});

test('§8 Settings: of a list one rule was added to only that one is told', async () => {
  const iryna = await logIn(stage.api, 'iryna');
  const rule = (name: string, n: number) => ({
    id: `rule-${n}`,
    name: `Правило ${name}`,
    enabled: true,
    when: {},
    who: { teamIds: [], employeeIds: [] },
    strategy: 'even',
    priority: 0,
    capacity: null,
  });
  const rules = ['А', 'Б', 'В'].map(rule);
  const path = `/api/pages/${stage.api.pages.dim.id}/settings`;
  for (const routing of [rules, [...rules, rule('Г', 3)]]) {
    const answer = await iryna.post(path, { settings: { routing } });
    expect(answer.status).toBe(201);
  }
  const { page } = await stage.window('iryna', `/settings/history?page=${stage.api.pages.dim.id}`);
  const change = page.locator('[data-version="2"] [data-change=routing]');
  await untilShown(change.locator('ins').getByText('4. Правило Г'));
  expect(await change.locator('del').innerText()).not.toContain('Правило А');
  expect(await change.locator('ins').innerText()).not.toContain('Правило А');
});

test('§8 Settings: roles begin with a capital; switching somebody off stands apart and is asked about', async () => {
  const { page } = await stage.window('iryna', '/settings/employees', { width: 1440, height: 900 });
  const row = page.locator(`[data-employee="${stage.marko.id}"]`);
  await untilShown(row.getByText('Оператор', { exact: true }));
  const edit = await boxOf(row.getByRole('button', { name: /^Змінити/ }));
  const off = await boxOf(row.locator('[data-deactivate]'));
  expect(off.x - edit.x - edit.width).toBeGreaterThanOrEqual(24);
  await row.locator('[data-deactivate]').click();
  const asked = page.getByRole('alertdialog', { name: 'Вимкнути: Марко Гнатюк?' });
  await asked.getByRole('button', { name: 'Скасувати' }).click();
  await untilShown(row.getByText('Активний'));
  await page.setViewportSize({ width: 390, height: 844 });
  const [title, add] = [await boxOf(page.locator('.page-head h1')), await boxOf(page.locator('.page-head > .btn'))];
  expect(add.y >= title.y + title.height || add.x >= title.x + title.width).toBe(true);
});

test('§8 Settings: who may not go there reads it in words, with a way on', async () => {
  const { page } = await stage.window('olena', '/settings/team');
  // It stands where a page begins, and not in the middle of the left edge.
  const told = await boxOf(page.getByText('Сюди немає доступу'));
  expect(told.y).toBeLessThan(300);
  expect(await page.getByText('NOT_ALLOWED').count()).toBe(0);
  await page.getByRole('link', { name: 'До всіх чатів' }).click();
  await page.waitForURL('**/');
});
