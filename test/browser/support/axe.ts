import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Window } from './window.ts';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What colours alone can break: all else is the same in every theme. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
/** What larger letters can break: the page has the same elements, only larger. */
const OF_LETTERS = [...OF_COLOURS, 'target-size', 'scrollable-region-focusable'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const RULES = { all: TAGS, colours: OF_COLOURS, letters: OF_LETTERS };

/**
 * What breaks WCAG 2.2 A or AA, one line each; `colours` and `letters`: on a page that was looked at in another theme,
 * and with other letters.
 */
export async function faults({ page }: Pick<Window, 'page'>, which: keyof typeof RULES = 'all'): Promise<string[]> {
  // Reading it takes as long as asking it: once for each document.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate((only) => {
    const { axe: checker } = window as unknown as {
      axe: { run(where: unknown, options: unknown): Promise<AxeResults> };
    };
    // What passed is counted by nobody.
    return checker.run(document, { runOnly: only, resultTypes: ['violations'] });
  }, RULES[which]);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`);
}
