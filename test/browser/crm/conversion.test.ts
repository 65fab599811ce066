import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.api.database.pool.query(
    `insert into contact (name, phones, emails) values ('Левченко Оксана', '{+380671234567}', '{}')`,
  );
});
afterAll(() => stage?.close());

const dialog = ({ page }: Window) => page.locator('[role=dialog]');
const openLead = ({ page }: Window) => page.locator('[data-lead] [data-edit]').click();

test('F44, B18: a lead is converted after who it may be was shown, and that is undone', async () => {
  const olena = await stage.window('olena', '/leads');
  await olena.page.locator('[data-create]').click();
  await dialog(olena).getByLabel('Хто і що потрібно').fill('Оксана, шафа');
  await dialog(olena).getByLabel('Телефон').fill('067 123 45 67');
  await dialog(olena).getByLabel('Сума, ₴').fill('1500');
  await dialog(olena).locator('form .btn--primary').click();
  await untilGone(dialog(olena));
  await openLead(olena);
  await untilShown(dialog(olena).locator('[data-conversion=ready]').getByText('такий самий телефон'));
  expect(await dialog(olena).locator('[data-convert]').isDisabled()).toBe(true);
  await dialog(olena).locator('[data-whose]', { hasText: 'Левченко Оксана' }).click();
  await dialog(olena).locator('[data-convert]').click();
  await untilGone(dialog(olena));
  await untilShown(olena.page.locator('[data-lead] [data-status=converted]'));
  await openLead(olena);
  await dialog(olena)
    .getByRole('link', { name: /^Замовлення №/ })
    .click();
  await untilShown(olena.page.locator('[data-order-card]').getByText('Оксана, шафа'));
  await untilShown(olena.page.locator('[data-total="150000"]'));
  await olena.page.goto('/leads');
  await openLead(olena);
  await dialog(olena).locator('[data-unconvert]').click();
  await untilGone(dialog(olena));
  await untilShown(olena.page.locator('[data-lead] [data-status=new]'));
  await olena.page.goto('/orders');
  await untilShown(olena.page.getByText('Замовлень ще немає'));
  expect(olena.complaints()).toEqual([]);
});
