import type { Page } from 'playwright-core';

/**
 * Words that lie under something else, each with what covers them. What stays in its place while the rest scrolls below
 * it is no cover, and neither is the larger place that a small button may be hit in.
 */
export function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const stays = (element: Element): boolean =>
      element.closest('#floating, [role=dialog]') !== null ||
      ancestorsOf(element).some((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position));
    function ancestorsOf(element: Element): Element[] {
      const found: Element[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) found.push(at);
      return found;
    }
    /** Is this point of the words shown at all, or cut off by what they scroll in? */
    const isShown = (element: Element, x: number, y: number): boolean =>
      x >= 0 &&
      y >= 0 &&
      x < innerWidth &&
      y < innerHeight &&
      !element.closest('.sr, [hidden], [aria-hidden=true], symbol') &&
      ancestorsOf(element).every((one) => {
        const { overflowX, overflowY, visibility } = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        const isWithin = x > box.left && x < box.right && y > box.top && y < box.bottom;
        return visibility !== 'hidden' && (isWithin || (overflowX === 'visible' && overflowY === 'visible'));
      });
    /** One line that ends in three dots: the words behind them are nowhere. */
    const areShortened = (one: Element, other: Element): boolean =>
      ancestorsOf(one).some((shared) => shared.contains(other) && getComputedStyle(shared).textOverflow === 'ellipsis');
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement;
      if (!own || !node.textContent?.trim() || stays(own)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const y = box.top + box.height / 2;
        for (const x of [box.left + 2, box.left + box.width / 2, box.right - 2]) {
          if (box.width < 4 || !isShown(own, x, y)) continue;
          const top = document.elementFromPoint(x, y);
          if (!top || top.contains(own) || own.contains(top) || stays(top) || areShortened(own, top)) continue;
          const cover = top.getBoundingClientRect();
          if (x < cover.left || x > cover.right || y < cover.top || y > cover.bottom) continue;
          found.add(`«${node.textContent.trim().slice(0, 30)}» lies under ${top.tagName}.${top.className}`);
        }
      }
    }
    return [...found];
  });
}
