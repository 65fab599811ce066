import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test('F06, F11, F45: an admin asks for leads, a chat has its own by itself, and its card leads back', async () => {
  const iryna = await stage.window('iryna', '/settings/records');
  await stage.api.database.pool.query(`insert into source (kind, name, position) values ('lead', 'Месенджер', 1)`);
  await publish(iryna);

  stage.client('Оксана', 'Левченко').says('Мій номер 067 123 45 67, потрібна шафа');
  const olena = await stage.window('olena');
  await olena.open('Оксана Левченко');
  const line = olena.page.locator('[data-linked-lead]');
  await untilShown(line.getByText('створено автоматично'));
  await untilShown(olena.page.locator('[data-entry=lead_settled]').getByText('Створено й пов’язано лід'));
  await olena.page.locator('[data-entry=lead_wanted] .ask').click();
  await untilShown(olena.page.getByText('якщо в клієнта ще немає відкритого ліда'));
  await olena.page.locator('[data-entry=lead_settled] [data-lead]').click();
  await readCard(olena);
  await changeIt(olena);
  expect([...iryna.complaints(), ...olena.complaints()]).toEqual([]);
});

/** In the configuration of all pages. */
async function publish({ page }: Window): Promise<void> {
  await page.goto(new URL('/settings/configuration', page.url()).href);
  await page.locator('[data-setting=autoLead] select').selectOption('if_none_open');
  await page.locator('[data-setting=leadSourceId] select').selectOption({ label: 'Месенджер' });
  await page.locator('[data-publish]').click();
  await page.getByRole('button', { name: 'Опублікувати', exact: true }).click();
  await untilGone(page.locator('[role=dialog]'));
}

async function readCard({ page }: Window): Promise<void> {
  await untilShown(page.locator('[data-lead-card]'));
  await untilShown(page.locator('[data-phone]').getByText('67 123'));
  await untilShown(page.locator('[data-source]').getByText('Месенджер'));
  await untilShown(page.locator('[data-lead-chats] a'));
}

/** What a colleague changes is seen on the card that stands open; who only reads changes nothing. */
async function changeIt(olena: Window): Promise<void> {
  const address = new URL(olena.page.url()).pathname;
  const dmytro = await stage.window('dmytro', address, { width: 390, height: 844 });
  await untilShown(dmytro.page.locator('[data-lead-card]'));
  expect(await dmytro.page.locator('[data-edit]').count()).toBe(0);
  await olena.page.locator('[data-edit]').click();
  await olena.page.locator('[role=dialog]').getByLabel('Хто і що потрібно').fill('Левченко, шафа');
  await olena.page.locator('[role=dialog] form .btn--primary').click();
  for (const { page } of [olena, dmytro]) {
    await untilShown(page.locator('h1').getByText('Левченко, шафа'));
    await untilShown(page.locator('[data-history]').getByText('Левченко, шафа'));
  }
  expect(dmytro.complaints()).toEqual([]);
}
