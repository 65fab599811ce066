import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { faults } from './support/axe.ts';
import { drag } from './support/drag.ts';
import { atRest, resize } from './support/rest.ts';
import { setting } from './support/settings.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown } from './support/window.ts';

let stage: Stage;
let iryna: Visitor;
const LOGISTICS = 'Якщо в першому повідомленні є «доставк» → команда «Логістика», порівну між тими, хто на зміні';

const rows = (page: Page) => page.locator('[data-rule]');
const row = (page: Page, name: string) =>
  rows(page).filter({ has: page.locator('.rule-name b').getByText(name, { exact: true }) });
const order = (page: Page) => rows(page).locator('.rule-name b').allInnerTexts();
const untilSaved = (page: Page) => untilShown(page.locator('[data-saving=saved]'));

beforeAll(async () => {
  stage = await openStage();
  iryna = await logIn(stage.api, 'iryna');
  await iryna.post('/api/teams', { name: 'Логістика', employeeIds: [stage.marko.id] });
});
afterAll(() => stage.close());

test('F10: an admin adds two rules, drags the second to the top, changes the distribution, and publishes', async () => {
  const window = await stage.window('iryna', '/settings/routing');
  const { page } = window;
  await untilShown(page.getByText('Правил немає.'));
  // As over plain http from another machine, where browsers offer no `randomUUID`.
  await page.evaluate(() => Reflect.deleteProperty(Crypto.prototype, 'randomUUID'));
  await page.getByRole('radio', { name: 'Активний' }).check();

  await page.locator('[data-add-rule]').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Назва').fill('Усі інші');
  await dialog.getByRole('button', { name: 'Готово' }).click();
  await untilGone(dialog);
  await page.locator('[data-add-rule]').click();
  await dialog.getByLabel('Назва').fill('Доставка');
  await dialog.getByLabel('Слова в першому повідомленні').fill('доставк');
  await dialog.getByLabel('Слова в першому повідомленні').press('Enter');
  await dialog.getByRole('checkbox', { name: 'Логістика' }).check();
  await dialog.getByRole('button', { name: 'Готово' }).click();
  await untilShown(row(page, 'Доставка').getByText(LOGISTICS, { exact: true }));
  await untilShown(page.locator('[data-warning="routing.1"]').getByText('«Усі інші»'));

  await drag(page, row(page, 'Доставка').locator('[data-handle]'), row(page, 'Усі інші'));
  await untilShown(page.locator('[data-told]').getByText('«Доставка» тепер на місці 1 з 2.'));
  await expect.poll(() => order(page)).toEqual(['Доставка', 'Усі інші']);
  await page.getByRole('radio', { name: 'Рівномірний' }).check();
  await untilShown(page.getByText('суворо по черзі між усіма'));
  await untilGone(page.locator('[data-warning="routing.1"]'));

  await publish(page);
  await untilShown(page.getByText('Діє v1'));
  const { own } = (await iryna.get('/api/settings')).json<{ own: object }>();
  expect(own).toMatchObject({ distribution: 'even', routing: [{ name: 'Доставка' }, { name: 'Усі інші' }] });
  await page.getByRole('link', { name: 'Історія' }).first().click();
  const changed = page.locator('[data-version="1"] [data-change=routing]');
  await untilShown(changed.getByText('2 правила'));
  await untilShown(changed.getByText(LOGISTICS));
  expect(window.complaints()).toEqual([]);
});

test('F10: rules are moved by keys alone, told of, and the focus stays with the one that moved', async () => {
  const window = await stage.window('iryna', '/settings/routing');
  const { page } = window;
  await untilShown(rows(page));
  await row(page, 'Усі інші').locator('[data-up]').press('Enter');
  await untilShown(page.locator('[data-told]').getByText('«Усі інші» тепер на місці 1 з 2.'));
  await expect.poll(() => order(page)).toEqual(['Усі інші', 'Доставка']);
  // At the top there is no way up any more: the way down has the focus.
  await expect.poll(() => isFocused(row(page, 'Усі інші').locator('[data-down]'))).toBe(true);
  await row(page, 'Усі інші').locator('[data-handle]').press('ArrowDown');
  await untilShown(page.locator('[data-told]').getByText('«Усі інші» тепер на місці 2 з 2.'));
  await expect.poll(() => order(page)).toEqual(['Доставка', 'Усі інші']);
  await expect.poll(() => isFocused(row(page, 'Усі інші').locator('[data-handle]'))).toBe(true);
  await row(page, 'Усі інші').locator('[data-handle]').press('Enter');
  await untilShown(page.getByText('Діє v1'));
  expect(window.complaints()).toEqual([]);
});

test('F10: a page’s own list takes the place of the installation’s, until it is given up', async () => {
  const { id } = stage.api.pages.outlet;
  const window = await stage.window('iryna', `/settings/routing?page=${id}`);
  const { page } = window;
  const rules = page.locator('[data-setting=routing]');
  await untilShown(rules.getByText('як для всіх сторінок'));
  await row(page, 'Доставка').locator('[data-remove]').click();
  await untilShown(rules.getByText('лише ця сторінка'));
  await row(page, 'Усі інші').locator('[data-edit]').click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('group', { name: 'Сторінки' }).count()).toBe(0);
  await dialog.getByRole('radio', { name: 'Суворо по черзі' }).check();
  await dialog.getByRole('button', { name: 'Готово' }).click();
  await untilShown(row(page, 'Усі інші').getByText('суворо по черзі'));
  await publish(page);
  type Answer = { settings: { routing: { name: string; strategy: string }[] } };
  const inForce = (await iryna.get(`/api/pages/${id}/settings`)).json<Answer>();
  expect(inForce.settings.routing).toMatchObject([{ name: 'Усі інші', strategy: 'even' }]);

  await rules.getByRole('button', { name: 'Як для всіх сторінок: Правила' }).click();
  await untilShown(row(page, 'Доставка'));
  await publish(page);
  expect((await iryna.get(`/api/pages/${id}/settings`)).json<Answer>().settings.routing).toHaveLength(2);
  expect(window.complaints()).toEqual([]);
});

test('F10: a step of the escalation without its team is a fault, to which publishing leads', async () => {
  const window = await stage.window('iryna', '/settings/routing');
  const { page } = window;
  await page.locator('[data-add-step]').click();
  await page.getByLabel('Крок 1: кому').selectOption({ label: 'команді' });
  await untilShown(page.locator('[data-step="1"] [data-fault="escalation.0.id"]'));
  await page.getByRole('link', { name: 'Конфігурація' }).click();
  // The page that is being left has the same button.
  await untilShown(setting(page, 'requirePhone'));
  await page.locator('[data-publish]').click();
  await page.locator('[data-to="escalation.0.id"]').click();
  const which = page.getByLabel('Крок 1: якій команді');
  await untilShown(which);
  await which.selectOption({ label: 'Логістика' });
  await untilGone(page.locator('[data-fault]'));
  await publish(page);
  const { own } = (await iryna.get('/api/settings')).json<{ own: { escalation: object[] } }>();
  expect(own.escalation).toMatchObject([{ minutes: 10, clock: 'wall', to: 'team' }]);
  expect(window.complaints()).toEqual([]);
});

test('an auditor reads the rules and moves none of them', async () => {
  const { page } = await stage.window('dmytro', '/settings/routing');
  await untilShown(row(page, 'Доставка').getByText(LOGISTICS, { exact: true }));
  expect(await page.locator('[data-handle], [data-up], [data-edit], [data-add-rule]').count()).toBe(0);
  expect(await page.getByRole('radio', { name: 'Рівномірний' }).isDisabled()).toBe(true);
});

test('everybody can use the rules in English, light and dark, also on a phone', async () => {
  const window = await stage.window('iryna', '/settings/routing', { width: 1280, height: 844, language: 'en' });
  const { page } = window;
  const untilFaultless = async (width: number) => {
    await resize(page, width, 844);
    await page.emulateMedia({ colorScheme: 'light' });
    expect([width, await atRest(page, () => faults(window))]).toEqual([width, []]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect([width, await atRest(page, () => faults(window, 'colours'))]).toEqual([width, []]);
  };
  await untilShown(rows(page));
  for (const width of [1280, 390]) {
    await untilFaultless(width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  }
  await page.locator('[data-edit]').first().click();
  await untilShown(page.getByRole('dialog'));
  for (const width of [390, 1280]) await untilFaultless(width);
  expect(window.complaints()).toEqual([]);
});

async function publish(page: Page): Promise<void> {
  await untilSaved(page);
  await page.locator('[data-publish]').click();
  await page.getByRole('button', { name: 'Опублікувати', exact: true }).click();
  await untilGone(page.getByRole('dialog'));
}

const isFocused = (what: Locator): Promise<boolean> => what.evaluate((element) => element === document.activeElement);
