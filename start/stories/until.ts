import { setTimeout as delay } from 'node:timers/promises';

const LIMIT_MS = 60_000;

/** Looks again until there is something. */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await delay(100);
  }
}
