import type { Locator, Page } from 'playwright-core';
import { untilShown } from './window.ts';

/** Takes a rule by its handle and lets it go above another one. */
export async function drag(page: Page, handle: Locator, above: Locator): Promise<void> {
  await untilShown(handle);
  const [from, to] = [await handle.boundingBox(), await above.boundingBox()];
  if (!from || !to) throw new Error('nothing to drag');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, to.y + 4, { steps: 12 });
  // The list makes room before the hand lets go.
  await untilShown(page.locator('#dnd-action-dragged-el'));
  await page.waitForFunction(() =>
    document.querySelector('[data-rule]')?.hasAttribute('data-is-dnd-shadow-item-internal'),
  );
  await page.mouse.up();
}
