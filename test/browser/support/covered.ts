import type { Page } from 'playwright-core';

/** Places in the window, by what words stand there and which element is theirs. */
type Spot = { words: string; own: Element; x: number; y: number };
/** Whether an element cuts off what stands out of it, and where it is. */
type Frame = { clips: boolean; isHidden: boolean; box: DOMRect };
type Tools = { spots(): Spot[]; isCover(top: Element, spot: Spot): boolean };

/**
 * Words that lie under something else, each with what covers them. What stays in its place while the rest scrolls below
 * it is no cover, and neither is the larger place that a small button may be hit in.
 */
export async function covered(page: Page): Promise<string[]> {
  await page.evaluate(defineSpots);
  await page.evaluate(defineCover);
  return page.evaluate(() => {
    const tools = window as unknown as Tools;
    const found = tools.spots().flatMap((spot) => {
      const top = document.elementFromPoint(spot.x, spot.y);
      return top && tools.isCover(top, spot) ? [`«${spot.words}» lies under ${top.tagName}.${top.className}`] : [];
    });
    return [...new Set(found)];
  });
}

/** All words that are shown, at three places of each line; not what is cut off by what it scrolls in. */
function defineSpots(): void {
  // Asked once for each element and not for each word in it: that took longer than all else.
  const frameOf = (element: Element, known: Map<Element, Frame>): Frame => {
    const { overflowX, overflowY, visibility } = getComputedStyle(element);
    const clips = !(overflowX === 'visible' && overflowY === 'visible');
    const frame = { clips, isHidden: visibility === 'hidden', box: element.getBoundingClientRect() };
    known.set(element, frame);
    return frame;
  };
  const isShown = (element: Element, x: number, y: number, known: Map<Element, Frame>): boolean => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { clips, isHidden, box } = known.get(at) ?? frameOf(at, known);
      const isWithin = x > box.left && x < box.right && y > box.top && y < box.bottom;
      if (isHidden || (!isWithin && clips)) return false;
    }
    return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  };
  const spotsOf = (node: Node, own: Element): Spot[] => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const words = node.textContent?.trim().slice(0, 30) ?? '';
    return [...range.getClientRects()]
      .filter(({ width }) => width >= 4)
      .flatMap(({ left, right, top, height }) =>
        [left + 2, (left + right) / 2, right - 2].map((x) => ({ words, own, x, y: top + height / 2 })),
      );
  };
  (window as unknown as Tools).spots = () => {
    const found: Spot[] = [];
    const known = new Map<Element, Frame>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement;
      if (!own || !node.textContent?.trim() || own.closest('.sr, [aria-hidden=true], symbol')) continue;
      found.push(...spotsOf(node, own).filter(({ x, y }) => isShown(own, x, y, known)));
    }
    return found;
  };
}

function defineCover(): void {
  const someAncestor = (of: Element, test: (one: Element) => boolean): boolean => {
    for (let at: Element | null = of; at; at = at.parentElement) if (test(at)) return true;
    return false;
  };
  const stays = (element: Element): boolean =>
    someAncestor(element, (one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position));
  /** One line that ends in three dots: the words behind them are nowhere. */
  const areShortened = (own: Element, top: Element): boolean =>
    someAncestor(own, (one) => one.contains(top) && getComputedStyle(one).textOverflow === 'ellipsis');
  (window as unknown as Tools).isCover = (top, { own, x, y }) => {
    const box = top.getBoundingClientRect();
    const isUnder = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    const isOther = !top.contains(own) && !own.contains(top);
    return isUnder && isOther && !stays(own) && !stays(top) && !areShortened(own, top);
  };
}
