import type { Locator, Page } from 'playwright-core';

/** Nobody opens the next chat before this one has been looked at. */
const READING_MS = 1_000;
/** From where a hand's pointer reaches a row until it presses. */
const AIMING_MS = 150;
/** Rows that stand in sight in the whole. */
const IN_SIGHT = 12;

export interface Opened {
  /** Milliseconds. */
  opened: number[];
  /** Of each visit the first one. */
  first: number[];
  /** Of those that nothing pointed to before: neither the row before them nor the pointer. */
  unexpected: number[];
}

/** By turns the next row, by keys, and another one in sight, by the pointer; some of each visit unannounced. */
export async function openChatsOf(page: Page, seen: Opened, opening: number): Promise<void> {
  for (let n = 0; n < opening; n += 1) {
    const isByKeys = n % 2 === 0;
    const after = await openedAfter(page, isByKeys ? 'next' : (n * 5) % IN_SIGHT, !isByKeys);
    seen.opened.push(after);
    if (n === 0) seen.first.push(after);
    await page.waitForTimeout(READING_MS);
    if (n % 4 !== 3) continue;
    seen.unexpected.push(await openedAfter(page, (n * 7) % IN_SIGHT, false));
    await page.waitForTimeout(READING_MS);
  }
}

/** Milliseconds from the press on a row of the list to the frame in which its conversation stands. */
async function openedAfter(page: Page, which: number | 'next', isPointed: boolean): Promise<number> {
  const number = await page.evaluate(rowToOpen, which);
  const row = page.locator(`[data-chat="${number}"]`);
  if (isPointed) {
    await row.hover();
    await page.waitForTimeout(AIMING_MS);
  }
  const opened = page.evaluate(watchOpening);
  await (isPointed ? page.mouse.click(...(await middleOf(row))) : row.dispatchEvent('click'));
  return opened;
}

/** Runs in the page: the chat in the row after the open one, or in another one of those that stand in sight. */
function rowToOpen(which: number | 'next'): string {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-chat]')];
  const current = rows.findIndex((row) => row.ariaCurrent === 'true');
  const at = which === 'next' ? current + 1 : which === current ? which + 1 : which;
  return rows[at % rows.length]?.dataset['chat'] ?? '';
}

/** Runs in the page; of the row that is pressed in the end, since rows move. */
function watchOpening(): Promise<number> {
  return new Promise((resolve) => {
    const pressed = ({ target }: Event): void => {
      const since = performance.now();
      const number = (target as Element).closest<HTMLElement>('[data-chat]')?.dataset['chat'] ?? '';
      const look = (): void => {
        const isThere = document.querySelector(`[data-open-chat="${number}"] [data-message]`) !== null;
        if (isThere) requestAnimationFrame(() => resolve(performance.now() - since));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener('click', pressed, { capture: true, once: true });
  });
}

async function middleOf(row: Locator): Promise<[number, number]> {
  const { x, y, width, height } = (await row.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return [x + width / 2, y + height / 2];
}
