import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '#start/browser.ts';

/** A Chromium. Now and then one falls over as it starts, before there is any page: then another one is started. */
export async function launchBrowser(): Promise<Browser> {
  const how = await findBrowser();
  return chromium.launch(how).catch(() => chromium.launch(how));
}
