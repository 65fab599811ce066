import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '#start/browser.ts';

let running: Promise<Browser> | undefined;

/**
 * The one Chromium of this process: to start one takes longer than many a test, and what its windows know of each other
 * ends with their contexts. It goes with the process.
 */
export async function sharedBrowser(): Promise<Browser> {
  running ??= launchBrowser();
  const browser = await running.catch(() => null);
  if (browser?.isConnected()) return browser;
  // It fell over, or did not come up: another one is started.
  running = launchBrowser();
  return running;
}

/** A Chromium. Now and then one falls over as it starts, before there is any page: then another one is started. */
async function launchBrowser(): Promise<Browser> {
  const how = await findBrowser();
  return chromium.launch(how).catch(() => chromium.launch(how));
}
