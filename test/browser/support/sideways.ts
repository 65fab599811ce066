import type { Page } from 'playwright-core';

/** The panes whose words must stay inside of them. */
const PANES = ['.bar', '.list-head', '.list', '.talk-head', '.thread', '.composer', '.context', '.bottom'];

/**
 * What stands out of its pane to a side, in words: where, which text, by how many pixels. What is cut short by
 * intention is not meant.
 */
export function sideways(page: Page): Promise<string[]> {
  return page.evaluate((panes) => {
    const isCut = (element: Element, pane: Element): boolean => {
      for (let at: Element | null = element; at && at !== pane; at = at.parentElement)
        if (getComputedStyle(at).overflowX !== 'visible' || at.matches('.sr, [hidden]')) return true;
      return false;
    };
    const outOf = (pane: Element): string[] => {
      const frame = pane.getBoundingClientRect();
      const right = Math.min(frame.right, innerWidth);
      const found: string[] = [];
      const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node instanceof Element ? node : node.parentElement;
        if (!element || element.closest('symbol') || (node instanceof Text && node.data.trim() === '')) continue;
        const range = document.createRange();
        range.selectNode(node);
        const boxes = [...(node instanceof Element ? node : range).getClientRects()];
        const beyond = boxes.map((box) => (box.width < 1 ? 0 : Math.max(box.right - right, frame.left - box.left)));
        const most = Math.max(0, ...beyond);
        if (most <= 0.5 || isCut(element, pane)) continue;
        const words = node.textContent?.trim().slice(0, 30);
        found.push(`${pane.className} > ${element.className || element.tagName} «${words}»: ${most.toFixed(1)}`);
      }
      return found;
    };
    return panes.flatMap((pane) =>
      [...document.querySelectorAll(pane)].filter((one) => one.getClientRects().length > 0).flatMap(outOf),
    );
  }, PANES);
}
