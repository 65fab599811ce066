import type { Stage } from './stage.ts';
import { untilGone, type Window } from './window.ts';

/** Saves a token for the page named "dim". */
export async function saveToken({ api }: Stage, { page }: Window, token: string): Promise<void> {
  await page.locator(`[data-page="${api.pages.dim.id}"]`).locator('[data-edit]').click();
  await page.getByRole('dialog').locator('input[type=password]').fill(token);
  await page.getByRole('dialog').getByRole('button', { name: 'Зберегти' }).click();
  await untilGone(page.getByRole('dialog'));
}
