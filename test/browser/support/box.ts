import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where it stands, once it does: what is drawn anew in that moment stands nowhere. */
export async function boxOf(what: Locator): Promise<Box> {
  let box: Box | null = null;
  await expect.poll(async () => (box = await what.first().boundingBox())).not.toBeNull();
  return box ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** Its pieces stand side by side. */
export const isOneLine = (page: Page, head: string): Promise<boolean> =>
  page
    .locator(head)
    .first()
    .evaluate((one) => {
      const shown = [...one.children].map((piece) => piece.getBoundingClientRect()).filter(({ width }) => width > 1);
      return Math.max(...shown.map(({ top }) => top)) < Math.min(...shown.map(({ bottom }) => bottom));
    });
