import { expect } from 'vitest';
import { PNG } from '#test/integration/support/png.ts';
import { faults } from '../support/axe.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

/** Seen before it is kept and after; taken away it is gone. */
export async function giveLogo(window: Window): Promise<void> {
  const { page } = window;
  const logo = page.locator('[data-logo]');
  const choose = () => logo.locator('input').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PNG });
  await choose();
  await untilShown(logo.getByRole('img'));
  expect(await faults(window)).toEqual([]);
  await logo.locator('[data-remove-logo]').click();
  await untilGone(logo.getByRole('img'));
  await choose();
  await untilShown(logo.getByRole('img'));
  await page.locator('[role=dialog] form .btn--primary').click();
  await untilGone(page.locator('[role=dialog]'));
  await page.locator('[data-company]').filter({ hasText: 'Ярина' }).getByRole('button').click();
  await untilShown(logo.getByRole('img'));
}
