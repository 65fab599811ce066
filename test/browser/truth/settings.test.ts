import { afterAll, beforeAll, expect, test } from 'vitest';
import { logIn } from '#test/integration/support/visitor.ts';
import { faults } from '../support/axe.ts';
import { untilSaved } from '../support/settings.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Without Sunday: a day that is left out is a day off. */
const WEEK = { timeZone: 'Europe/Kyiv', week: { mon: [['09:00', '18:00']] } };

test('§1.18a: whoever touches Monday is told of Monday alone, and of nothing once it is as before', async () => {
  const iryna = await logIn(stage.api, 'iryna');
  await iryna.post('/api/settings', { settings: { workingHours: WEEK } });
  const window = await stage.window('iryna', '/settings/configuration');
  const { page } = window;
  const end = page.locator('[data-day=mon]').getByLabel('Понеділок, кінець');
  await end.fill('17:00');
  await end.blur();
  await untilShown(page.locator('[data-day=mon].is-changed'));
  await expect.poll(() => page.locator('.day-row.is-changed').count()).toBe(1);
  await untilSaved(page);
  await page.locator('[data-compare]').click();
  await untilShown(page.getByRole('dialog').locator('[data-change="workingHours.week.mon"]'));
  expect(await page.getByRole('dialog').locator('[data-change]').count()).toBe(1);
  await page.keyboard.press('Escape');
  await end.fill('18:00');
  await end.blur();
  await untilGone(page.locator('[data-compare]'));
  await expect.poll(() => page.locator('.is-changed').count()).toBe(0);
  expect(window.complaints()).toEqual([]);
});

test('§1.18b: with an hour that is none the page does not say whether it is open', async () => {
  const window = await stage.window('iryna', '/settings/configuration');
  const { page } = window;
  const end = page.locator('[data-day=mon]').getByLabel('Понеділок, кінець');
  await untilShown(page.locator('.opening'));
  await end.fill('25:00');
  await end.blur();
  await untilShown(page.locator('.opening[data-open=unknown]').getByText('щойно виправите години'));
  // §7: which hour it is, and how one is written.
  await untilShown(page.getByText('«25:00» — не час. Запишіть години, наприклад, так: 09:00–18:00.'));
  expect(await faults(window)).toEqual([]);
  await end.fill('18:00');
  await end.blur();
  await untilGone(page.locator('.opening[data-open=unknown]'));
  expect(window.complaints()).toEqual([]);
});

test('§1.18c: where it is always open the preview says that nobody gets it, and shows an example', async () => {
  const iryna = await logIn(stage.api, 'iryna');
  await iryna.post('/api/settings', { settings: { workingHours: null } });
  const window = await stage.window('iryna', '/settings/templates?template=outOfHours');
  const { page } = window;
  await untilShown(page.locator('[data-preview]').getByText('Наші години: пн–пт 09:00–18:00.'));
  await untilShown(page.locator('[data-example-hours]').getByText('клієнти не отримують'));
  await page.locator('[data-template=waiting]').click();
  await untilGone(page.locator('[data-example-hours]'));
  // Around the clock every day is no less always.
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const week = Object.fromEntries(days.map((day) => [day, [['00:00', '24:00']]]));
  await iryna.post('/api/settings', { settings: { workingHours: { timeZone: 'Europe/Kyiv', week } } });
  await page.goto('/settings/templates?template=outOfHours');
  await untilShown(page.locator('[data-example-hours]').getByText('клієнти не отримують'));
  expect(window.complaints()).toEqual([]);
});

test('§1.18d: in a template everything is undone, also past a variable, and done again', async () => {
  const window = await stage.window('iryna', '/settings/templates?template=waiting');
  const { page } = window;
  const text = page.locator('[data-template-text]');
  const before = await text.inputValue();
  await text.press('Control+End');
  await text.pressSequentially(' Отже, ');
  await page.locator('[data-variable=first_name]').click();
  await text.pressSequentially(', до {{page_name}}!');
  const after = `${before} Отже, {ім’я}, до {сторінка}!`;
  await expect.poll(() => text.inputValue()).toBe(after);
  await untilShown(page.locator('.area-var').nth(1));
  for (let step = 0; step < 40 && (await text.inputValue()) !== before; step += 1) await text.press('Control+z');
  expect(await text.inputValue()).toBe(before);
  await untilGone(page.locator('[data-compare]'));
  for (let step = 0; step < 40 && (await text.inputValue()) !== after; step += 1) await text.press('Control+Shift+z');
  expect(await text.inputValue()).toBe(after);
  expect(window.complaints()).toEqual([]);
});
