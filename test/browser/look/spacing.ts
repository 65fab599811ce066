import type { Page } from 'playwright-core';
import { covered } from '../support/covered.ts';
import { cutAtEdge } from '../support/cut.ts';
import { atRest, resize } from '../support/rest.ts';
import { sideways } from '../support/sideways.ts';

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

/** What does not fit into 320 px, nor with its text spaced there and on a desk. The text stays spaced. */
export async function metInSpace(page: Page): Promise<Record<string, string[]>> {
  await resize(page, 320, 800);
  const found: Record<string, string[]> = { 'at 320': await atRest(page, () => met(page)) };
  await spaceText(page);
  for (const width of [320, 1440]) {
    await resize(page, width, 900);
    found[`spaced at ${width}`] = await atRest(page, () => met(page));
  }
  return found;
}
