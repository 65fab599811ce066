import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepPresence } from '#api/presence/sweep.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { leaveAlone } from '#test/integration/support/desk.ts';
import { until } from '#test/integration/support/until.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown } from './support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const personOf = (page: Page, name: string) => page.locator('[data-person]').filter({ hasText: name });
const there = (page: Page, name: string, state: string) => personOf(page, name).locator(`[data-there=${state}]`);

test('F48: an admin sees an operator come, take a break, come back, open a second tab and leave', async () => {
  const admin = await stage.window('iryna', '/settings/team');
  await untilShown(there(admin.page, 'Олена Коваль', 'offline'));

  const olena = await stage.window('olena');
  const shift = olena.page.getByRole('switch', { name: /^На зміні/ });
  await untilShown(olena.page.locator('[data-on-shift=online]'));
  expect(await shift.getAttribute('aria-checked')).toBe('true');
  await untilShown(there(admin.page, 'Олена Коваль', 'online'));

  await shift.press('Space');
  await untilShown(olena.page.locator('[data-on-shift=on_break]').getByText('Перерва з'));
  expect(await shift.getAttribute('aria-checked')).toBe('false');
  await untilShown(there(admin.page, 'Олена Коваль', 'away').getByText('Перерва'));

  const second = await olena.context.newPage();
  await second.goto('/');
  await untilShown(second.locator('[data-on-shift=on_break]'));
  await second.getByRole('switch', { name: /^На зміні/ }).click();
  await untilShown(olena.page.locator('[data-on-shift=online]'));
  await untilShown(there(admin.page, 'Олена Коваль', 'online'));

  await second.goto('about:blank');
  await olena.page.reload();
  await untilShown(olena.page.locator('[data-on-shift=online]'));
  await olena.page.goto('about:blank');
  await untilShown(there(admin.page, 'Олена Коваль', 'offline'));

  await admin.page.locator('[data-strip="Олена Коваль"]').getByRole('button').click();
  await untilShown(admin.page.locator('[data-strip="Олена Коваль"] li').filter({ hasText: 'Перерва' }));
  expect(admin.complaints()).toEqual([]);
  expect(olena.complaints()).toEqual([]);
});

test('F48: a focus that moves inside the page is no coming back: nothing is told', async () => {
  const { page } = await stage.window('olena');
  await untilShown(page.locator('[data-on-shift=online]'));
  await untilShown(page.locator('[data-account][data-later=here]'));
  const told: string[] = [];
  page.on('request', (request) => request.url().endsWith('/api/me/presence') && told.push(request.method()));
  for (let n = 0; n < 20; n += 1)
    await page.locator(n % 2 === 0 ? '[data-bell]' : '[data-account]').evaluate((one: HTMLElement) => one.focus());
  // A sign of life of the timer's may fall in between.
  expect(told.length).toBeLessThan(3);
});

test('F48: who touched nothing for long is told so, and is back with the first touch', async () => {
  const { page } = await stage.window(stage.marko);
  await untilShown(page.locator('[data-on-shift=online]'));
  const { pool } = stage.api.database;
  // A page that has only just come up may tell once more that it was touched.
  await until('idle', async () => {
    await leaveAlone(stage.api, stage.marko.id, 11 * 60);
    await sweepPresence({ pool, notifier: new Notifier(pool) });
    return page
      .locator('[data-on-shift=idle]')
      .getByText('давно без дій')
      .waitFor({ timeout: 1_000 })
      .then(
        () => true,
        () => false,
      );
  });
  await page.mouse.move(100, 300);
  await page.mouse.move(120, 320);
  await untilShown(page.locator('[data-on-shift=online]'));
  await page.close();
});

test('F48, §8 Phone: on a phone the switch stands in the bar, and off it does not say “on shift”', async () => {
  for (const width of [390, 320]) {
    const { page, complaints } = await stage.window(stage.marko, '/', { width, height: 844 });
    const shift = page.getByRole('switch', { name: /^На зміні/ });
    await untilShown(shift.and(page.locator('[aria-checked=true]')));
    expect((await shift.boundingBox())?.height).toBe(44);
    await shift.click();
    await untilShown(shift.and(page.locator('[aria-checked=false]')).getByText('Перерва'));
    expect(await shift.locator('span:not(.sr)').getByText('На зміні').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect((await page.locator('.bar').boundingBox())?.height).toBeLessThanOrEqual(60);
    await shift.click();
    await untilShown(shift.and(page.locator('[aria-checked=true]')));
    expect(complaints()).toEqual([]);
  }
});

test('F48: an admin adds a leave and a team, and gives an operator languages, skills and a limit', async () => {
  const { page, complaints } = await stage.window('iryna', '/settings/team');
  await addLeave(page);
  await addTeam(page);
  await changeTaras(page);
  expect(complaints()).toEqual([]);
});

/** A leave comes and goes. */
async function addLeave(page: Page): Promise<void> {
  await page.locator('[data-add-leave]').click();
  await page.locator('[data-leave-who]').selectOption({ label: 'Тарас Бойко' });
  await page.getByLabel('Перший день').fill('2027-01-04');
  await page.getByLabel('Останній день').fill('2027-01-10');
  await page.getByLabel('Примітка').fill('море');
  await page.getByRole('dialog').getByRole('button', { name: 'Додати відпустку' }).click();
  const leave = page.locator('[data-leave]');
  await untilShown(leave.filter({ hasText: 'Тарас Бойко' }).getByText('04.01.2027 – 10.01.2027'));
  await leave.getByRole('button').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.getByText('Попереду відпусток немає.'));
}

/** A team comes and goes. */
async function addTeam(page: Page): Promise<void> {
  await page.locator('[data-add-team]').click();
  await page.getByLabel('Назва').fill('Доставка');
  await page.getByRole('dialog').getByLabel('Тарас Бойко').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Додати команду' }).click();
  const team = page.locator('[data-team]').filter({ hasText: 'Доставка' });
  await untilShown(team.getByText('Тарас Бойко'));
  await team.getByRole('button', { name: /^Видалити/ }).click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.getByText('Команд ще немає.'));
}

/** A language, skills, a limit. */
async function changeTaras(page: Page): Promise<void> {
  await page.goto('/settings/employees');
  const { id } = stage.api.people.taras;
  await page
    .locator(`[data-employee="${id}"]`)
    .getByRole('button', { name: /^Змінити/ })
    .click();
  await page.locator('[data-add-language]').selectOption('pl');
  await page.getByLabel('Навички').fill('Опт, повернення');
  await page.getByLabel('Скільки чатів одночасно').fill('5');
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await untilGone(page.getByRole('dialog'));
  await page.goto('/settings/team');
  const taras = personOf(page, 'Тарас Бойко');
  await untilShown(taras.getByText('польська'));
  await untilShown(taras.getByText('опт, повернення'));
  await untilShown(taras.locator('[data-chats]').getByText('0 з 5'));
}

test('F48: an operator writes down their own leave and takes it back', async () => {
  const { page, complaints } = await stage.window('olena', '/me');
  await page.locator('[data-add-leave]').click();
  await page.getByLabel('Перший день').fill('2027-02-01');
  await page.getByLabel('Останній день').fill('2027-02-01');
  expect(await page.locator('[data-leave-who]').count()).toBe(0);
  await page.getByRole('dialog').getByRole('button', { name: 'Додати відпустку' }).click();
  const leave = page.locator('[data-leave]');
  await untilShown(leave.getByText('01.02.2027', { exact: true }));
  await leave.getByRole('button').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.getByText('Попереду відпусток немає.'));
  expect(complaints()).toEqual([]);
});

test('F48: an auditor sees the team and changes nothing; an operator is told that it is not theirs', async () => {
  const auditor = await stage.window('dmytro', '/settings/team');
  await untilShown(personOf(auditor.page, 'Олена Коваль'));
  expect(await auditor.page.locator('[data-add-leave], [data-add-team], [data-on-shift]').count()).toBe(0);
  expect(auditor.complaints()).toEqual([]);
  const operator = await stage.window('olena', '/settings/team');
  await untilShown(operator.page.getByText('Сюди немає доступу'));
});
