import PQueue from 'p-queue';
import type { Pool } from 'pg';
import { isDatabaseAway } from '#db/connection/away.ts';
import { keepMessage, keepMessages, type KeptMessage, type Said } from './message.ts';

/**
 * Statements under way at once. The second begins only where the first takes long: two that share what comes between
 * them cost more than one, but a line that was cut must not keep everybody waiting until it is given up.
 */
const WRITERS = 3;
const LONG_MS = 50;
/** More would only make the first of them wait for the last. */
const MOST = 64;
/** Messages that wait for somebody who has their client in hand, each on a connection of its own. */
const APART = 4;

interface Waiting extends Said {
  /** Nobody waits for its answer any more from then on. */
  until: number;
  resolve(kept: KeptMessage): void;
  reject(error: unknown): void;
}

/** The time in which it was to be kept has passed, and nothing of it was begun. */
export class TooLate extends Error {
  override name = 'TooLate';

  constructor() {
    super('it was not begun in time');
  }
}

/**
 * Keeps messages that came by themselves. One that comes alone is written at once; those that come while others are
 * being written go together in one statement: one commit, and a fraction of the work. Of one client there is one
 * message under way at a time, in the order in which they came. A client whom somebody else has in hand keeps nobody
 * waiting, and a message that cannot be kept takes none of the others along.
 */
export class Together {
  private readonly waiting: Waiting[] = [];
  private readonly clients = new Set<string>();
  private readonly apart = new PQueue({ concurrency: APART });
  private readonly pool: Pool;
  private writers = 0;
  /** When the last of them began. */
  private since = 0;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Resolves when it is committed; it is not begun later than in `mostMs`. */
  keep(said: Said, mostMs: number): Promise<KeptMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<KeptMessage>();
    this.waiting.push({ ...said, until: Date.now() + mostMs, resolve, reject });
    this.begin();
    return promise;
  }

  private begin(): void {
    while (this.writers === 0 || (this.writers < WRITERS && Date.now() - this.since > LONG_MS)) {
      const group = this.next();
      if (group.length === 0) return;
      this.writers += 1;
      this.since = Date.now();
      void this.write(group).finally(() => {
        this.writers -= 1;
        this.begin();
      });
    }
  }

  /** As many as may go together, the first ones first; those whose client is under way stay for the next time. */
  private next(): Waiting[] {
    const group: Waiting[] = [];
    const keys = new Set<string>();
    const left = this.waiting.filter((one) => {
      if (one.until < Date.now()) {
        one.reject(new TooLate());
        return false;
      }
      const client = clientOf(one);
      if (group.length === MOST || this.clients.has(client) || keys.has(one.event.key)) return true;
      this.clients.add(client);
      keys.add(one.event.key);
      return !group.push(one);
    });
    this.waiting.splice(0, this.waiting.length, ...left);
    return group;
  }

  private async write(group: Waiting[]): Promise<void> {
    try {
      const kept = await keepMessages(this.pool, group);
      group.forEach((one, index) => {
        const result = kept[index];
        if (result && !result.busy) this.end(one, () => one.resolve(result));
        else void this.writeApart(one);
      });
    } catch (error) {
      for (const one of group)
        if (isDatabaseAway(error) || group.length === 1) this.end(one, () => one.reject(error));
        else void this.writeApart(one);
    }
  }

  private async writeApart(one: Waiting): Promise<void> {
    const work = (): Promise<KeptMessage> => {
      if (one.until < Date.now()) throw new TooLate();
      return keepMessage(this.pool, one, false);
    };
    await this.apart.add(work).then(
      (kept) => this.end(one, () => one.resolve(kept)),
      (error: unknown) => this.end(one, () => one.reject(error)),
    );
    this.begin();
  }

  private end(one: Waiting, answer: () => void): void {
    this.clients.delete(clientOf(one));
    answer();
  }
}

const clientOf = ({ pageId, event: { psid } }: Said): string => `${pageId} ${psid ?? ''}`;
