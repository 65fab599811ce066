import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Of a table that does not move by itself: what is new waits behind a quiet line, so it is asked for until it is there.
 */
export async function untilListed(page: Page, row: Locator): Promise<void> {
  const isThere = async () => {
    if (await row.first().isVisible()) return true;
    await page.locator('[data-refresh]').click();
    return false;
  };
  await expect.poll(isThere, { interval: 300 }).toBe(true);
}
