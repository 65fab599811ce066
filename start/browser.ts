import { isProgram } from './is-program.ts';

/** What a browser driver needs to start Chromium. */
export type Browser = { executablePath: string; args: string[] };

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * An installed Chromium, else the one inside an npm package, which unpacks itself and needs neither root nor network.
 */
export async function findBrowser(): Promise<Browser> {
  const executablePath = installed.find(isProgram);
  // Chromium's sandbox refuses root, and many containers refuse the sandbox.
  if (executablePath) return { executablePath, args: ['--no-sandbox'] };
  return packagedBrowser();
}

export async function packagedBrowser(): Promise<Browser> {
  const { default: chromium } = await import('@sparticuz/chromium');
  // Its own list of arguments is for one page in a cloud function (single process): only the needful are taken.
  return {
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  };
}
