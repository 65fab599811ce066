import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { covered } from '../support/covered.ts';
import { cutAtEdge } from '../support/cut.ts';
import { atRest, resize } from '../support/rest.ts';
import { sideways } from '../support/sideways.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';
import { PLACES } from './places.ts';
import { addTalk } from './talk.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await addTalk(stage);
});
afterAll(() => stage.close());

/** As a reader may space all text by a style of their own (WCAG 1.4.12). */
const spaceText = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const sheet = new CSSStyleSheet();
    const text = 'line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important';
    sheet.replaceSync(`* { ${text} } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });

/** Lines of which the upper or the lower part is not drawn, where nothing can be scrolled to it. */
const cutInHeight = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isCut = (line: DOMRect, own: Element): boolean => {
      for (let at: Element | null = own; at; at = at.parentElement) {
        const { overflowY, webkitLineClamp, clipPath } = getComputedStyle(at);
        // Shortened by intention, only read aloud, or scrolled.
        if (webkitLineClamp !== 'none' || clipPath !== 'none' || ['auto', 'scroll'].includes(overflowY)) return false;
        const box = at.getBoundingClientRect();
        const isOut = line.top < box.top - 1 || line.bottom > box.bottom + 1;
        if (overflowY !== 'visible' && isOut) return true;
      }
      return false;
    };
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement;
      if (!node.textContent?.trim() || !own?.checkVisibility() || own.closest('.sr, .skip, thead')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      if ([...range.getClientRects()].some((line) => line.width > 1 && isCut(line, own)))
        found.push(`«${node.textContent.trim().slice(0, 30)}» in ${own.tagName}.${own.className}`);
    }
    return found;
  });

async function met(page: Page): Promise<string[]> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const beyond = wider > 0 ? [`scrolls to a side by ${wider} px`] : [];
  const lists = [await sideways(page), await covered(page), await cutAtEdge(page), await cutInHeight(page)];
  return [...beyond, ...lists.flat()];
}

test.each(PLACES)(
  '§3: %s fits into 320 px, and its text may be spaced there and on a desk',
  async (path, who, ready) => {
    const { page } = await stage.window(who, path, { width: 320, height: 800 });
    await untilShown(page.locator(ready));
    await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0);
    const found: Record<string, string[]> = { 'at 320': await atRest(page, () => met(page)) };
    await spaceText(page);
    for (const width of [320, 1440]) {
      await resize(page, width, 900);
      found[`spaced at ${width}`] = await atRest(page, () => met(page));
    }
    expect(found).toEqual({ 'at 320': [], 'spaced at 320': [], 'spaced at 1440': [] });
  },
);

test.each([390, 1440])('§3: the opened account menu is without a fault at %s px', async (width) => {
  const window = await stage.window('iryna', '/', { width, height: 844 });
  const { page } = window;
  await page.locator('[data-account]').click();
  await untilShown(page.locator('[role=menu]'));
  expect(await faults(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

test('§3: who asks for less motion meets none, and who does not meets some', async () => {
  const { page } = await stage.window('iryna', '/chats/1');
  await untilShown(page.locator('[data-composer]'));
  const moving = () =>
    page.evaluate(() => {
      const isMoving = (one: Element) => {
        const { animationName, transitionDuration } = getComputedStyle(one);
        return animationName !== 'none' || transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0);
      };
      return [...document.querySelectorAll('body *')].filter(isMoving).length;
    });
  expect(await moving()).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving()).toBeGreaterThan(0);
});
