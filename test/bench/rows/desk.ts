import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '#start/browser.ts';
import type { Scale } from '../scale.ts';
import { pace } from '../sending/load.ts';
import { openChats } from '../stage/fill.ts';
import { hirePeople, PASSWORD, type Person } from '../stage/people.ts';
import { inTurn, type Stage } from '../stage/stage.ts';
import { openWindow } from '../stage/window.ts';
import { type Opened, openChatsOf } from './opening.ts';
import { type Finding, quantile } from '../report/row.ts';

/** One message for each of the people who look, every ten seconds. */
const SECONDS_BETWEEN = 10;
const BEGINNINGS_PER_SECOND = 10;
/** First visits that are timed. */
const VISITS = 5;
/** Chats opened in each: of a shift there are hundreds, the first of which runs what no other does. */
const OPENED = 20;

interface Seen extends Opened {
  /** Milliseconds. */
  rows: number[];
  bare: number[];
  /** Bytes of scripts and styles until the first rows of a first visit stand, as they came. */
  loaded: number;
}

/** `at`: milliseconds since the page was asked for; `bytes`: of scripts and styles until then, as they came. */
interface Shown {
  at: number;
  bytes: number;
}

/** What an operator's browser shows, and after how long, while others are at their desks and clients write. */
export async function measureDesk(stage: Stage, scale: Scale): Promise<Finding[]> {
  const page = await stage.newPage();
  const next = inTurn(page, await stage.newClients(page, scale.clients));
  // They are in the middle of their conversations: a beginning costs several times more, and is one of many messages.
  await pace(stage.product, BEGINNINGS_PER_SECOND, scale.clients, next);
  await stage.drained();
  const people = await hirePeople(stage.stack, scale.operators);
  const windows = await Promise.all(people.map((one) => theirs(stage, one)));
  const over = new AbortController();
  const perSecond = people.length / SECONDS_BETWEEN;
  const writing = pace(stage.product, perSecond, Infinity, next, { until: over.signal });
  const browser = await chromium.launch(await findBrowser());
  try {
    const seen: Seen = { rows: [], opened: [], first: [], unexpected: [], bare: [], loaded: 0 };
    const visits = Math.min(VISITS, scale.questions);
    for (let visit = 0; visit < visits; visit += 1)
      await look(stage, browser, people[visit % people.length], seen, Math.min(OPENED, scale.questions));
    return findings(`${await openChats(stage.stack)} open chats, ${people.length} operators`, seen);
  } finally {
    over.abort();
    await writing;
    await browser.close();
    for (const window of windows) window.close();
    await stage.drained();
  }
}

const theirs = ({ desk }: Stage, { credentials, address }: Person) =>
  openWindow(`${desk.url}/api/changes`, credentials, address);

/** A first visit: nothing is kept by the browser yet. */
async function look(
  { desk, bare }: Stage,
  browser: Browser,
  person: Person | undefined,
  seen: Seen,
  opening: number,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: desk.url });
  try {
    await context.request.post('/api/session', { data: { email: person?.email, password: PASSWORD } });
    const page = await context.newPage();
    await page.goto(`${bare.url}/one`);
    seen.bare.push(await page.evaluate(() => performance.now()));
    await page.addInitScript(watchFor, '[data-chat]');
    await page.goto('/', { waitUntil: 'commit' });
    const { at, bytes } = await page.evaluate(() => (globalThis as unknown as { shown: Promise<Shown> }).shown);
    seen.rows.push(at);
    seen.loaded = bytes;
    // Whoever has read the list opens a chat: what comes in spare time is here by then.
    await page.locator('[data-account][data-later=here]').waitFor();
    await page.evaluate(untilQuiet);
    await openChatsOf(page, seen, opening);
  } finally {
    await context.close();
  }
}

/** Runs in the page, so that nothing of the measuring stands between: what the first frame with it took. */
function watchFor(what: string): void {
  const shown = new Promise<Shown>((resolve) => {
    new MutationObserver((_, watching) => {
      if (!document.querySelector(what)) return;
      watching.disconnect();
      requestAnimationFrame(() => {
        const loads = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
        const code = loads.filter(({ name, responseEnd }) => /\.(js|css)$/.test(name) && responseEnd > 0);
        const bytes = code.reduce((sum, { transferSize }) => sum + transferSize, 0);
        resolve({ at: performance.now(), bytes });
      });
    }).observe(document, { subtree: true, childList: true });
  });
  Object.assign(globalThis, { shown });
}

/** Runs in the page: until no script and no style has come for half a second. */
function untilQuiet(): Promise<void> {
  return new Promise((resolve) => {
    const quiet = (): void => resolve();
    let waiting = setTimeout(quiet, 500);
    new PerformanceObserver((loads) => {
      if (!loads.getEntries().some(({ name }) => /\.(js|css)$/.test(name))) return;
      clearTimeout(waiting);
      waiting = setTimeout(quiet, 500);
    }).observe({ type: 'resource' });
  });
}

function findings(name: string, { rows, opened, first, unexpected, bare, loaded }: Seen): Finding[] {
  return [
    {
      name: `${name}: first rows on the screen`,
      unit: 'ms',
      figure: quantile(rows, 0.5),
      bare: quantile(bare, 0.5),
      goal: { is: 'at most', must: 500 },
    },
    {
      name: `${name}: a chat on the screen, p95`,
      unit: 'ms',
      figure: quantile(opened, 0.95),
      bare: quantile(bare, 0.95),
      goal: { is: 'at most', must: 100 },
    },
    { name: `${name}: the first chat of a visit`, unit: 'ms', figure: quantile(first, 0.5) },
    { name: `${name}: a chat that nothing pointed to before, p95`, unit: 'ms', figure: quantile(unexpected, 0.95) },
    { name: 'first visit: scripts and styles', unit: 'kB', figure: loaded / 1_000, goal: { is: 'at most', must: 150 } },
  ];
}
