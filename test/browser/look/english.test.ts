import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logIn } from '#test/integration/support/visitor.ts';
import { faults } from '../support/axe.ts';
import { covered } from '../support/covered.ts';
import { cutAtEdge } from '../support/cut.ts';
import { atRest, resize } from '../support/rest.ts';
import { sideways } from '../support/sideways.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;
const WIDTHS = [390, 768, 1440];
const PLACES: [path: string, ready: string][] = [
  ['/', '[data-chat]'],
  ['/chats/1', '[data-composer]'],
  ...['contacts', 'me', 'settings'].map((name): [string, string] => [`/${name}`, 'main h1']),
  ...['pages', 'configuration', 'routing', 'templates', 'team', 'employees', 'history', 'troubles'].map(
    (name): [string, string] => [`/settings/${name}`, 'main h1'],
  ),
  ['/settings/ready-replies', 'main h1'],
];

beforeAll(async () => {
  stage = await openStage();
  await (await logIn(stage.api, 'iryna')).put('/api/me', { language: 'en' });
  await (await logIn(stage.api, 'olena')).put('/api/me', { language: 'en' });
  stage.client('Oleksandra', 'Kostiantynopolska').says('Hello! Is the “Evening” lamp in stock?');
  await stage.settled();
  const { pool } = stage.api.database;
  await pool.query(`update page set health = 'reconnect' where id = $1`, [stage.api.pages.outlet.id]);
});
afterAll(() => stage.close());

/** What stands out of its pane, lies on something else or is cut off by the window's edge. */
async function met({ page }: Window): Promise<string[]> {
  return [...(await sideways(page)), ...(await covered(page)), ...(await cutAtEdge(page))];
}

const settled = (page: Page): Promise<void> => expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0);

test.each(PLACES)('F49: in English %s fits at every width, and its current tab is in sight', async (path, ready) => {
  const window = await stage.window('iryna', path, { language: 'en', width: 390, height: 844 });
  const { page } = window;
  await untilShown(page.locator(ready));
  await settled(page);
  for (const width of WIDTHS) {
    await resize(page, width, 844);
    await settled(page);
    expect([width, await atRest(page, () => met(window))]).toEqual([width, []]);
    for (const tab of await page.locator('.page-head .tabs [aria-current]').all()) {
      const right = async () => {
        const box = await tab.boundingBox();
        return (box?.x ?? width) + (box?.width ?? 0);
      };
      await expect.poll(right, { message: `the current tab at ${width}` }).toBeLessThanOrEqual(width - 20);
    }
  }
});

test.each([
  ['palette', 'Control+k', '[role=listbox]'],
  ['keys', 'Shift+Slash', '.key-sheet'],
  ['transfer', 'KeyH', '[role=dialog]'],
  ['colleague', 'KeyA', '[role=dialog]'],
])('§1.5, F49: on a phone the %s fits the window, in both languages', async (_, keys, shown) => {
  for (const language of ['en', 'uk'] as const) {
    const who = language === 'en' ? 'olena' : stage.marko;
    const window = await stage.window(who, '/chats/1', { width: 390, height: 844, language });
    const { page } = window;
    await untilShown(page.locator('[data-composer]'));
    await page.locator('.log').focus();
    await page.keyboard.press(keys);
    await untilShown(page.locator(shown));
    const box = await page.locator('[role=dialog]').boundingBox();
    expect([language, box?.x, (box?.width ?? 999) <= 390]).toEqual([language, 0, true]);
    expect([language, await atRest(page, () => cutAtEdge(page))]).toEqual([language, []]);
    expect([language, await faults(window)]).toEqual([language, []]);
    await page.keyboard.press('Escape');
    await untilGone(page.locator(shown));
  }
});
