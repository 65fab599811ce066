import { setTimeout as delay } from 'node:timers/promises';

const MANY = 8;
const LOOK_MS = 10;

/**
 * The deliveries being kept just now. While they are many, work that can wait leaves the machine to them: Meta gives up
 * after five seconds, a workflow never.
 */
export class Deliveries {
  private inHand = 0;

  async keep<T>(work: () => Promise<T>): Promise<T> {
    this.inHand += 1;
    try {
      return await work();
    } finally {
      this.inHand -= 1;
    }
  }

  /** Resolves when they are few again, at the latest after `mostMs`. */
  async untilFew(mostMs: number): Promise<void> {
    const end = Date.now() + mostMs;
    while (this.inHand >= MANY && Date.now() < end) await delay(LOOK_MS);
  }
}
