import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertTeam } from '#db/people/teams.ts';
import { faults } from '#test/browser/support/axe.ts';
import { untilFocusIn } from '#test/browser/keys/keyboard.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { leaveAlone, openTab } from '#test/integration/support/desk.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { untilGone, untilShown, type Window } from '#test/browser/support/window.ts';

let stage: Stage;
let team: string;

beforeAll(async () => {
  stage = await openStage();
  const { pool } = stage.api.database;
  const { olena, iryna } = stage.api.people;
  team = (await insertTeam(pool, { name: 'Опт', employeeIds: [olena.id, stage.marko.id] }))?.id ?? '';
  await pool.query(`update employee set languages = '{uk,en}', capacity = 1 where id = $1`, [stage.marko.id]);
  await pool.query(
    `insert into leave (employee_id, from_at, to_at, note, created_by_id)
     values ($1, now() - interval '1 hour', now() + interval '1 day', '', $1)`,
    [iryna.id],
  );
});
afterAll(() => stage.close());

async function taken(window: Window, name: string): Promise<void> {
  await window.open(name);
  await window.page.locator('[data-take]').click();
  await untilShown(window.page.locator('[data-entry=joined]'));
}

test('§1.6: given to a colleague with a line why, in one act; the next chat opens, the colleague is told', async () => {
  stage.client('Андрій', 'Перший').says('Потрібен рахунок');
  stage.client('Богдан', 'Другий').says('Чи є доставка?');
  const marko = await stage.window(stage.marko);
  const olena = await stage.window('olena');
  const { page } = olena;
  await taken(olena, 'Богдан Другий');
  await taken(olena, 'Андрій Перший');
  await page.locator('[data-transfer]').click();
  const dialog = page.getByRole('dialog', { name: 'Передати чат' });
  const first = dialog.locator('[data-receiver]').first();
  await untilShown(first.getByText('Марко Гнатюк'));
  await untilShown(first.getByText('українська, англійська'));
  await untilShown(dialog.locator(`[data-receiver="${stage.api.people.iryna.id}"]`).getByText(/відпустк/u));
  expect(await dialog.locator(`[data-receiver="${stage.api.people.olena.id}"]`).count()).toBe(0);
  expect(await dialog.getByRole('button', { name: 'Передати' }).isDisabled()).toBe(true);
  expect(await faults(olena)).toEqual([]);
  await first.click();
  await dialog.getByLabel('Чому').fill('просить рахунок на ФОП');
  await dialog.getByRole('button', { name: 'Передати' }).click();

  await untilShown(page.locator('.talk-head').getByText('Богдан Другий'));
  await untilGone(dialog);
  await untilShown(page.getByRole('status').getByText('Чат передано'));
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Текст відповіді');
  await marko.open('Андрій Перший');
  await untilShown(marko.page.locator('.talk-head').getByText('веде Марко Гнатюк'));
  const line = marko.page.locator('[data-entry=transferred]');
  await untilShown(line.getByText('просить рахунок на ФОП'));
  expect(await line.locator('p').first().textContent()).toContain('Чат передано: Олена Коваль → Марко Гнатюк');
  await marko.page.locator('[data-bell]').click();
  await untilShown(marko.page.locator('[data-alert=transferred]').getByText('Вам передали чат: Олена Коваль'));
  expect([olena.complaints(), marko.complaints()]).toEqual([[], []]);
});

test('§1.6: found by a few letters and given with Enter; who is full is marked; a team can get it, too', async () => {
  stage.client('Віра', 'Третя').says('Добрий день');
  const olena = await stage.window('olena', '/', { theme: 'dark', width: 390, height: 844 });
  const { page } = olena;
  await olena.open('Віра Третя');
  await olena.menu('[data-give]');
  const dialog = page.getByRole('dialog', { name: 'Передати чат' });
  await untilShown(dialog.locator(`[data-receiver="${stage.marko.id}"]`).getByText(/вичерпано/u));
  expect(await faults(olena)).toEqual([]);
  await dialog.locator('[data-seek-receiver]').fill('опт');
  await expect.poll(() => dialog.locator('[data-receiver]').count()).toBe(1);
  await untilShown(dialog.locator(`[data-receiver="${team}"]:has(:checked)`).getByText(/на зміні: \d з 2/u));
  await page.keyboard.press('Enter');
  await untilGone(dialog);
  await expect
    .poll(async () => {
      const { rows } = await stage.api.database.pool.query(
        `select t.reason ->> 'name' as name from timeline t where t.kind = 'transferred' and t.reason ->> 'team' = $1`,
        [team],
      );
      return rows;
    })
    .toEqual([{ name: 'Опт' }]);
  expect(olena.complaints()).toEqual([]);
});

test('§1.6: what is refused is said where it was asked, and nothing is lost', async () => {
  stage.client('Галина', 'Четверта').says('Чекаю');
  const olena = await stage.window('olena');
  const { page } = olena;
  await taken(olena, 'Галина Четверта');
  await untilFocusIn(page, '[data-composer]');
  await page.keyboard.press('Escape');
  await untilFocusIn(page, '[data-chat]');
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog', { name: 'Передати чат' });
  await dialog.locator(`[data-receiver="${stage.marko.id}"]`).click();
  await dialog.getByLabel('Чому').fill('не моя тема');
  await stage.api.database.pool.query('update employee set active = false where id = $1', [stage.marko.id]);
  await dialog.getByRole('button', { name: 'Передати' }).click();
  await untilShown(dialog.getByRole('alert').getByText('Обліковий запис цієї людини вимкнено.'));
  expect(await dialog.getByLabel('Чому').inputValue()).toBe('не моя тема');
  await stage.api.database.pool.query('update employee set active = true where id = $1', [stage.marko.id]);
  await page.keyboard.press('Escape');
  await untilShown(page.locator('.talk-head').getByText('веде Олена Коваль'));
  expect(olena.complaints(/status of 422/)).toEqual([]);
});

test('§1.6, §8 Team: a break is said of who began one, idleness of who is idle, each with its time', async () => {
  const { iryna } = stage.api.people;
  stage.client('Дарина', 'П’ята').says('Добрий день');
  const marko = await logIn(stage.api, stage.marko);
  await openTab(marko).beat();
  await marko.put('/api/me/presence/mode', { mode: 'on_break' });
  const idle = openTab(await logIn(stage.api, 'iryna'));
  await idle.beat();
  await leaveAlone(stage.api, iryna.id, 601);
  await idle.beat(false);
  const olena = await stage.window('olena', '/', { width: 390, height: 844 });
  await olena.open('Дарина П’ята');
  await olena.menu('[data-give]');
  const dialog = olena.page.getByRole('dialog', { name: 'Передати чат' });
  const others = (id: string) => dialog.locator(`[data-receiver="${id}"] .receiver-more`);
  await expect
    .poll(() => others(stage.marko.id).textContent())
    .toMatch(/^перерва з \d\d:\d\d · українська, англійська/u);
  await expect.poll(() => others(iryna.id).textContent()).toMatch(/^без дій з \d\d:\d\d · відпустка/u);
  await idle.close();
  await olena.page.keyboard.press('Escape');
  await olena.menu('[data-give]');
  await expect.poll(() => others(iryna.id).textContent()).toMatch(/^не на зміні з \d\d:\d\d/u);
  expect(await faults(olena)).toEqual([]);
  expect(olena.complaints()).toEqual([]);
});
