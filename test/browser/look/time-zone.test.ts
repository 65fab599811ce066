import { afterAll, beforeAll, expect, test } from 'vitest';
import { logIn } from '#test/integration/support/visitor.ts';
import { faults } from '../support/axe.ts';
import { untilSaved } from '../support/settings.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;
const WEEK = { week: { mon: [['09:00', '18:00']] } };

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function inForce(timeZone: string): Promise<void> {
  const iryna = await logIn(stage.api, 'iryna');
  const answer = await iryna.post('/api/settings', { settings: { workingHours: { timeZone, ...WEEK } } });
  expect(answer.status).toBe(201);
}

test('§8 Settings: an old name that is in force stays chosen, and stands among the choices', async () => {
  await inForce('Europe/Kiev');
  const window = await stage.window('iryna', '/settings/configuration');
  const { page } = window;
  const field = page.locator('[data-time-zone="Europe/Kiev"]');
  await untilShown(field);
  await field.click();
  await page.keyboard.press('ArrowDown');
  await untilShown(page.getByRole('option', { name: /Europe\/Kiev/ }));
  expect(await page.getByRole('listbox').getByRole('option', { selected: true }).innerText()).toContain('Europe/Kiev');
  await page.keyboard.press('Escape');
  expect(await page.locator('[data-publish]').count()).toBe(0);
  expect(window.complaints()).toEqual([]);
});

test('§8 Settings: the time zone is found by a city and chosen by keys alone', async () => {
  await inForce('Europe/Warsaw');
  const window = await stage.window('iryna', '/settings/configuration');
  const { page } = window;
  const field = page.getByRole('combobox', { name: 'Часовий пояс' });
  await untilShown(field);
  expect(await field.inputValue()).toMatch(/^Варшава, Польща, UTC\+[12]$/);
  await field.focus();
  await page.keyboard.type('київ');

  await untilShown(page.getByRole('option', { name: /Київ, Україна.*Europe\/Kyiv.*UTC\+[23]/ }));
  await expect.poll(() => page.getByRole('listbox').getByRole('option').count()).toBe(1);
  await untilShown(page.getByRole('status').getByText('Знайдено: 1'));
  await untilShown(page.locator('[role=option][data-highlighted]'));
  expect(await faults(window)).toEqual([]);
  await page.keyboard.press('Enter');
  await untilGone(page.getByRole('listbox'));
  expect(await field.inputValue()).toMatch(/^Київ, Україна, UTC\+[23]$/);
  await untilSaved(page);
  await page.reload();
  await untilShown(page.locator('[data-time-zone="Europe/Kyiv"]'));
  expect(window.complaints()).toEqual([]);
});

test('§8 Settings: by an offset, on the other layout; what is nowhere is said; Esc leaves all as it was', async () => {
  const window = await stage.window('iryna', '/settings/configuration', { theme: 'dark', width: 390, height: 844 });
  const { page } = window;
  const field = page.getByRole('combobox', { name: 'Часовий пояс' });
  await field.click();
  const before = await field.inputValue();
  await field.fill('rb]d');
  await untilShown(page.getByRole('option', { name: /Europe\/Kyiv/ }));
  await field.fill('+05:30');
  await untilShown(page.getByRole('option', { name: /Asia\/Kolkata/ }));
  expect(await faults(window)).toEqual([]);
  await field.fill('Атлантида');
  await untilShown(page.getByText('Такого часового поясу немає'));
  await page.keyboard.press('Escape');
  await untilGone(page.getByRole('listbox'));
  expect(await field.inputValue()).toBe(before);
  expect(window.complaints()).toEqual([]);
});
