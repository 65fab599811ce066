import PQueue from 'p-queue';

/**
 * So many at once for each key, the others in the order they came. The engine takes ten requests of one chat at a time
 * and tells the eleventh to come back after a second; several processes share those ten.
 */
export class Turns {
  private readonly queues = new Map<string, PQueue>();
  private readonly atOnce: number;

  constructor(atOnce: number) {
    this.atOnce = atOnce;
  }

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    return (this.queues.get(key) ?? this.open(key)).add(work);
  }

  /** A line that stands as long as somebody is in it. */
  private open(key: string): PQueue {
    const queue = new PQueue({ concurrency: this.atOnce });
    this.queues.set(key, queue);
    queue.addEventListener('idle', () => this.queues.delete(key));
    return queue;
  }
}
