import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function chooses(page: Page, what: string): Promise<void> {
  await page.locator('[data-account]').click();
  await page.getByRole('menuitem', { name: what }).click();
  await untilGone(page.getByRole('menu'));
}

test('§8 Team: a break and the end of a shift are two acts, and colleagues see which', async () => {
  const admin = await stage.window('iryna', '/settings/team');
  const olena = await stage.window('olena');
  const { page } = olena;
  const seen = (state: string) =>
    admin.page.locator('[data-person]').filter({ hasText: 'Олена Коваль' }).locator(`[data-there=${state}]`);
  await untilShown(seen('online'));

  await chooses(page, 'Перерва');
  await untilShown(page.locator('[data-on-shift=on_break]').getByText('Перерва з'));
  await untilShown(seen('away').getByText('Перерва'));

  await page.locator('[data-account]').click();
  await untilShown(page.getByRole('menuitem', { name: 'Завершити перерву' }));
  expect(await faults(olena)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Завершити зміну' }).click();
  await untilShown(page.locator('[data-on-shift=ended]').getByText('Не на зміні з'));
  await untilShown(seen('offline').getByText('Не на зміні'));

  // The next day begins where the last one ended; one press, and the shift begins.
  await page.reload();
  await untilShown(page.locator('[data-on-shift=ended][aria-checked=false]'));
  await page.getByRole('switch', { name: /^На зміні/ }).press('Space');
  await untilShown(page.locator('[data-on-shift=online][aria-checked=true]'));
  await untilShown(seen('online'));
  expect([...olena.complaints(), ...admin.complaints()]).toEqual([]);
});
