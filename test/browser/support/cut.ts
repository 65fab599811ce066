import type { Page } from 'playwright-core';

/**
 * Words that go on beyond the window's right edge, in whatever pane that hides what it has no room for. What scrolls
 * sideways, and what ends in an ellipsis, says so itself.
 */
export function cutAtEdge(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isMeant = (element: Element): boolean => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { overflowX, textOverflow, clipPath } = getComputedStyle(at);
        if (textOverflow === 'ellipsis' || (overflowX === 'auto' && at.scrollWidth > at.clientWidth)) return true;
        // Words for who hears the page.
        if (clipPath === 'inset(50%)' || at.matches('.sr, .skip, [hidden], .tabs')) return true;
      }
      return false;
    };
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (words === '' || !element?.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const right = Math.max(0, ...[...range.getClientRects()].map((box) => box.right));
      if (right > innerWidth + 0.5 && !isMeant(element)) found.push(`«${words.slice(0, 40)}» by ${right - innerWidth}`);
    }
    return found;
  });
}
