import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { type Sessions, sessionCookie } from './session.ts';

export interface Face {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  /** Of the browser. */
  language?: 'uk' | 'en' | 'en-US';
  /** Another API of the same company. */
  url?: string;
}

/** One browser with one person in it; has a sharp ear for what the page complains about. */
export interface Window {
  page: Page;
  context: BrowserContext;
  /** The row of a client in the list. */
  row(name: string): Locator;
  /** Clicks the row of a client and waits for the conversation. */
  open(name: string): Promise<void>;
  /** The bubble with exactly this text. */
  bubble(text: string): Locator;
  /** Types an answer and sends it by the button. */
  answer(text: string): Promise<void>;
  /** Waits until the bubble of this text is in one of the states. */
  untilState(text: string, ...states: string[]): Promise<void>;
  menu(item: string): Promise<void>;
  /**
   * Errors in the console and violations of the policy so far; what is expected is taken out, and so is that the server
   * could not do something in time: on a busy machine it says so, and is asked again.
   */
  complaints(expected?: RegExp): string[];
  close(): Promise<void>;
}

/** As long as `until` waits: on a machine with too much to do all comes late, and a test never asserts a time. */
export const WAIT_MS = 60_000;

const LATE = /status of 503/;

/** Waits until it is on the screen, or gone from it. */
export const untilShown = (what: Locator): Promise<void> => what.first().waitFor();
export const untilGone = (what: Locator): Promise<void> => what.waitFor({ state: 'hidden' });

export async function openWindow(
  browser: Browser,
  { api, url, email, path, width = 1280, height = 800, theme = 'light', language = 'uk' }: Face & Opening,
): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: { uk: 'uk-UA', en: 'en-GB', 'en-US': 'en-US' }[language],
    reducedMotion: 'reduce',
    baseURL: url,
  });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (line) => line.type() === 'error' && !LATE.test(line.text()) && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  if (email !== null) {
    const cookie = await sessionCookie(api, email, await page.evaluate(() => navigator.userAgent));
    await context.addCookies([{ ...cookie, url }]);
  }
  await page.goto(path);
  return {
    page,
    context,
    ...handsOf(page),
    complaints: (expected) => complaints.filter((line) => !expected?.test(line)),
    close: () => context.close(),
  };
}

/** What a person does in it. */
function handsOf(page: Page): Pick<Window, 'bubble' | 'row' | 'open' | 'answer' | 'untilState' | 'menu'> {
  const bubble = (text: string): Locator =>
    page.locator('[data-message]').filter({ has: page.getByText(text, { exact: true }) });
  return {
    bubble,
    row: (name) => page.locator('[data-chat]').filter({ hasText: name }),
    async open(name) {
      await page.locator('[data-chat]').filter({ hasText: name }).click();
      await page.locator('.talk-head').filter({ hasText: name }).waitFor();
    },
    async answer(text) {
      await page.locator('[data-composer]').fill(text);
      await page.locator('[data-send]').click();
    },
    untilState: (text, ...states) =>
      bubble(text)
        .and(page.locator(states.map((state) => `[data-state=${state}]`).join(', ')))
        .waitFor(),
    async menu(item) {
      await page.locator('[data-more]').click();
      await page.locator(`[role=menu] ${item}`).click();
    },
  };
}

interface Opening {
  api: Sessions;
  url: string;
  email: string | null;
  path: string;
}
