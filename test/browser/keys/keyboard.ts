import type { Page } from 'playwright-core';

/** What the keys give in the Ukrainian layout, by their place. */
const UKRAINIAN: Record<string, string> = {
  KeyA: 'ф',
  KeyB: 'и',
  KeyE: 'у',
  KeyH: 'р',
  KeyI: 'ш',
  KeyJ: 'о',
  KeyK: 'л',
  KeyM: 'ь',
  KeyN: 'т',
  KeyR: 'к',
  KeyS: 'і',
  KeyT: 'е',
  KeyU: 'г',
  KeyZ: 'я',
  Slash: '.',
};

/** A key as a person in the Ukrainian layout presses it: the browser tells its place and a Cyrillic letter. */
export async function pressUkrainian(page: Page, code: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const key = UKRAINIAN[code] ?? '';
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', code, key, text: key });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', code, key });
  await cdp.detach();
}

/** Whether the focus is inside of it. */
export async function untilFocusIn(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((inside) => Boolean(document.activeElement?.closest(inside)), selector);
}
