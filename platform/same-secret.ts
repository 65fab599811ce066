import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether two secrets are the same; how long it takes tells neither how far they agree nor how long they are. An empty
 * one is none.
 */
export function sameSecret(given: string | undefined, own: string): boolean {
  if (given === undefined || own === '') return false;
  return timingSafeEqual(digest(given), digest(own));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
