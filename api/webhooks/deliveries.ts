import { setTimeout as delay } from 'node:timers/promises';

const MANY = 8;
/** Deliveries that are kept together are answered together: for a moment there are none, and the next ones come. */
const LULL_MS = 40;
const LOOK_MS = 10;

/**
 * The deliveries being kept just now. While they are many, work that can wait leaves the machine to them: Meta gives up
 * after five seconds, a workflow never.
 */
export class Deliveries {
  private inHand = 0;
  private lastMany = -Infinity;

  async keep<T>(work: () => Promise<T>): Promise<T> {
    this.inHand += 1;
    if (this.inHand >= MANY) this.lastMany = performance.now();
    try {
      return await work();
    } finally {
      this.inHand -= 1;
    }
  }

  /** Resolves when they have been few for a moment, at the latest after `mostMs`. */
  async untilFew(mostMs: number): Promise<void> {
    const end = performance.now() + mostMs;
    while (this.areMany() && performance.now() < end) await delay(LOOK_MS);
  }

  private areMany(): boolean {
    return this.inHand >= MANY || performance.now() - this.lastMany < LULL_MS;
  }
}
