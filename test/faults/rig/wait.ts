import { setTimeout as delay } from 'node:timers/promises';
import type { Rig } from './rig.ts';

/**
 * How long a condition may take to come true. It is no measure of speed: a shared machine may stand still for a while.
 */
export const PATIENCE_MS = 90_000;

/** Seconds until the API answers again. */
export async function untilAnswers(rig: Rig, limitMs = PATIENCE_MS): Promise<number> {
  const since = Date.now();
  while (Date.now() - since < limitMs) {
    if ((await rig.desk.ask('GET', '/health/live', undefined, {}, 1_000)).status === 200) break;
    await delay(50);
  }
  return (Date.now() - since) / 1_000;
}

const NOT_NOW = new Set([0, 429, 503]);

/** No answer came, as status 0, too many ask at once, or it cannot be done now. */
export const isNotNow = (status: number): boolean => NOT_NOW.has(status);

/** Asks again while a machine with too much to do says that it cannot now, or nothing; the last answer. */
export async function untilSettled<T extends { status: number }>(ask: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ; await delay(250)) {
    const answer = await ask();
    if (!isNotNow(answer.status) || Date.now() > end) return answer;
  }
}

/** Asks until `found` gives something; undefined when the time is over. */
export async function until<T>(
  found: () => Promise<T | undefined> | T | undefined,
  limitMs = PATIENCE_MS,
  everyMs = 100,
): Promise<T | undefined> {
  for (const end = Date.now() + limitMs; Date.now() < end; await delay(everyMs)) {
    const result = await found();
    if (result !== undefined) return result;
  }
  return undefined;
}
