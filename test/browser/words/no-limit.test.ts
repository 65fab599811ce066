import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { publish, setting, untilSaved } from '../support/settings.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§7: that there is no limit is chosen and not a nought; the number comes back with the other choice', async () => {
  const window = await stage.window('iryna', '/settings/configuration');
  const { page } = window;
  const attempts = setting(page, 'contactAttempts');
  const field = attempts.getByRole('textbox', { name: 'Спроби розпізнати' });
  await untilShown(field);
  expect(await field.inputValue()).toBe('3');
  await field.fill('5');
  await attempts.getByRole('button', { name: 'Без обмеження' }).click();
  await untilGone(field);
  await attempts.getByRole('button', { name: 'Обмежити' }).click();
  expect(await field.inputValue()).toBe('5');
  // A nought that is typed on the way keeps its field until one leaves it.
  await field.fill('0');
  expect(await field.inputValue()).toBe('0');
  await field.press('Tab');
  await page.locator('h2').first().click();
  await expect.poll(() => field.count()).toBe(0);
  const reminder = setting(page, 'contactReminderMinutes');
  await untilShown(reminder.locator('[data-none][aria-pressed=true]').getByText('Не нагадувати'));
  await reminder.getByRole('button', { name: 'Нагадати' }).click();
  expect(await faults(window)).toEqual([]);
  await untilSaved(page);
  await publish(page);
  const { rows } = await stage.api.database.pool.query<{ settings: Record<string, unknown> }>(
    'select settings from settings_version order by id desc limit 1',
  );
  expect(rows[0]?.settings).toMatchObject({ contactAttempts: 0, contactReminderMinutes: 10 });
  expect(window.complaints()).toEqual([]);
});
