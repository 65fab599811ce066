import { setTimeout as delay } from 'node:timers/promises';

/** It is told again and again while it lasts; without a word for so long it is over. */
const OVER_MS = 300;
const LOOK_MS = 50;

/** How long work that can wait is kept waiting at most. */
export interface Patience {
  /** From the beginning of a throng on: most are over by then, and nothing has stood in their way. */
  firstMs: number;
  /** Each time while it lasts longer. */
  thenMs: number;
}

/** What this process knows of deliveries that throng somewhere. */
export class Throng {
  private last = -Infinity;
  private since = -Infinity;
  private readonly now: () => number;

  constructor(now = () => performance.now()) {
    this.now = now;
  }

  /** Somebody says that there are many. */
  lasts(): void {
    const now = this.now();
    if (!this.isOn()) this.since = now;
    this.last = now;
  }

  /** Resolves when it is over, or when patience is; `meanwhile` is done again and again for what can not wait. */
  async over({ firstMs, thenMs }: Patience, meanwhile: () => Promise<unknown>): Promise<void> {
    const begun = this.now();
    while (this.isOn() && this.now() < Math.max(this.since + firstMs, begun + thenMs)) {
      await meanwhile();
      await delay(LOOK_MS);
    }
  }

  private isOn(): boolean {
    return this.now() - this.last < OVER_MS;
  }
}
