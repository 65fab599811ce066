import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { cutAtEdge } from '../support/cut.ts';
import { atRest, resize } from '../support/rest.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown, type Window } from '../support/window.ts';
import { addTalk } from './talk.ts';

let stage: Stage;
const PHONE = { width: 390, height: 844 };

beforeAll(async () => {
  stage = await openStage();
  await addTalk(stage);
});
afterAll(() => stage.close());

/** What is filled in, and the button that opens it; of a chat, the entry of its menu. */
const DIALOGS: [name: string, path: string, button: string][] = [
  ['a leave', '/me', '[data-add-leave]'],
  ['a team', '/settings/team', '[data-add-team]'],
  ['an employee', '/settings/employees', '.page-head > .btn'],
  ['a page', '/settings/pages', '.page-head > .btn'],
  ['a rule', '/settings/routing', '[data-add-rule]'],
  ['a ready reply', '/settings/ready-replies', '[data-add-ready]'],
  ['a contact', '/contacts', '[data-create]'],
  ['a lead', '/leads', '[data-create]'],
  ['an order', '/orders', '[data-create]'],
  ['an export', '/activities/facebook', '[data-export]'],
  ['a transfer', '/chats/1', '[data-give]'],
  ['a colleague', '/chats/1', '[data-add]'],
  ['an example', '/chats/1', '[data-pin]'],
];

/** As whoever has set larger letters in the browser opens it. */
const enlarged = () =>
  document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'));

/** What nobody should meet in it. */
async function met(window: Window, which: 'all' | 'letters' = 'all'): Promise<string[]> {
  const { page } = window;
  const out = await page.locator('[role=dialog]').evaluate((dialog) => {
    const { left, top, right, bottom } = dialog.getBoundingClientRect();
    const isOut = left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5;
    const beyond = [...dialog.querySelectorAll('*')].filter(
      (one) => dialog.scrollWidth > dialog.clientWidth && one.getBoundingClientRect().right > right,
    );
    return [
      ...(isOut ? [`stands out of the window: ${[left, top, right, bottom].join(', ')}`] : []),
      ...beyond.map(
        (one) => `scrolls to a side for ${one.tagName}.${one.getAttribute('class') ?? ''} «${one.textContent?.trim()}»`,
      ),
    ];
  });
  return [...out, ...(await cutAtEdge(page)), ...(await faults(window, which))];
}

async function openDialog(page: Page, path: string, button: string): Promise<void> {
  if (path.startsWith('/chats/')) {
    await untilShown(page.locator('[data-composer]'));
    await page.locator('[data-more]').click();
  }
  await page.locator(button).first().click();
  await untilShown(page.locator('[role=dialog]'));
  await expect.poll(() => page.locator('[role=dialog] [aria-busy=true]').count()).toBe(0);
}

test.each(DIALOGS)('§1.16, §3: the form of %s fits and is without a fault, however it is looked at', async (...one) => {
  const [, path, button] = one;
  const window = await stage.window('iryna', path, { ...PHONE, theme: 'dark' });
  const { page } = window;
  await openDialog(page, path, button);
  const onPhone = await atRest(page, () => met(window));
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  await resize(page, 1024, 768);
  const inForcedColours = await atRest(page, () => met(window));
  await page.emulateMedia({ forcedColors: 'none' });
  await resize(page, PHONE.width, PHONE.height);
  await page.addInitScript(enlarged);
  await page.reload();
  await openDialog(page, path, button);
  const enlargedThere = await atRest(page, () => met(window, 'letters'));
  expect({ onPhone, inForcedColours, enlargedThere }).toEqual({ onPhone: [], inForcedColours: [], enlargedThere: [] });
});
