import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '#start/browser.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { startLauncher, untilPrinted } from '#test/ground/launcher.ts';

/** `npm run pictures`: what the README shows, of a demo company that has only just told its stories. */
const docs = join(import.meta.dirname, '..', '..', 'docs');
const dataDir = temporaryFolder('pictures');
const launcher = await startLauncher({ dataDir, env: { DEMO_STORIES: 'true' } });
await untilPrinted(launcher, 'Ctrl-C stops everything');
const browser = await chromium.launch(await findBrowser());
try {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'uk-UA',
    baseURL: launcher.url,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await drawInbox(page);
} finally {
  await browser.close();
  launcher.process.kill('SIGTERM');
  await launcher.ended;
  removeFolder(dataDir);
}

/** A chat that came to an operator by their language, with the card that says why. */
async function drawInbox(page: Page): Promise<void> {
  await page.goto('/login');
  await page.locator('[data-demo="admin@demo.example"]').click();
  await page.locator('[data-chat]').filter({ hasText: 'Katarzyna' }).click();
  await page.locator('[data-entry=assigned] .ask').last().click();
  await page.locator('tr[data-standing=chosen]').waitFor();
  await page.screenshot({ path: join(docs, 'inbox.png') });
}
