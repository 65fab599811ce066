import type { Page } from 'playwright-core';

const LOOKS = 20;
const BETWEEN_MS = 150;

/**
 * What is found on a page that has come to rest: as long as something is found, it is looked at again, for a page goes
 * on moving for a moment after it was loaded or got another size. What is wrong with it for good is found every time.
 */
export async function atRest(page: Page, look: () => Promise<string[]>): Promise<string[]> {
  let found = await look();
  for (let n = 0; n < LOOKS && found.length > 0; n += 1) {
    await page.waitForTimeout(BETWEEN_MS);
    found = await look();
  }
  return found;
}

/** Another size of the window, with what the page makes of it. */
export async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
