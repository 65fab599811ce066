import type { Locator } from 'playwright-core';
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
