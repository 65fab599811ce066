import { availableParallelism } from 'node:os';

/** So many within a moment are a throng: deciding about each as it comes would take longer than they leave. */
const MOMENT_MS = 200;
const MANY = 10 * availableParallelism();
/** While it lasts it is told so often. */
const TOLD_EVERY_MS = 100;

/** How many deliveries come just now. */
export class Deliveries {
  private readonly came: number[] = [];
  private told = -Infinity;
  private readonly now: () => number;

  constructor(now = () => performance.now()) {
    this.now = now;
  }

  /**
   * One more has come. Answers whether it is to be told that they are many: work that can wait leaves the machine to
   * them, for Meta gives up after five seconds and a workflow never.
   */
  come(): boolean {
    const now = this.now();
    this.came.push(now);
    if (this.came.length <= MANY) return false;
    const first = this.came.shift() ?? -Infinity;
    if (now - first > MOMENT_MS || now - this.told < TOLD_EVERY_MS) return false;
    this.told = now;
    return true;
  }
}
