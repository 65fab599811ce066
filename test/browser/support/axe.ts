import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Window } from './window.ts';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What colours alone can break: all else is the same in every theme. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What breaks WCAG 2.2 A or AA, one line each; `colours`: on a page that was looked at in another theme. */
export async function faults({ page }: Pick<Window, 'page'>, which: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Reading it takes as long as asking it: once for each document.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const runOnly = which === 'all' ? TAGS : OF_COLOURS;
  const { violations } = await page.evaluate((only) => {
    const { axe: checker } = window as unknown as {
      axe: { run(where: unknown, options: unknown): Promise<AxeResults> };
    };
    // What passed is counted by nobody.
    return checker.run(document, { runOnly: only, resultTypes: ['violations'] });
  }, runOnly);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`);
}
