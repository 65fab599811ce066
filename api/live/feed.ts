import type { Pool } from 'pg';
import { holdsPosition, laterRow, latestPosition, type Part, type Position, readChanges } from '#db/changes/read.ts';
import type { Job } from '#platform/background.ts';
import { step } from '#platform/steps.ts';
import { type LiveEvent, loadEvents } from './events.ts';

const LIMIT = 500;
const LOOK_EVERY_MS = 1_000;
const NOWHERE: Position = { xid: '0', id: '0', snapshot: '1:1:' };

/** How far this process is: the place, and how many batches it took. */
export interface Standing {
  position: Position;
  order: number;
}

export interface Delivery extends Standing {
  /** Null: what came before is not what windows have seen; they load everything anew. */
  events: LiveEvent[] | null;
  /** Of the moment only: it is no place in the feed, and nobody catches up with it. */
  isPassing?: true;
}

/** Reads the feed once for all streams of this process and hands each batch, loaded, to them. */
export class ChangeFeed {
  private readonly readers = new Map<(delivery: Delivery) => void, () => void>();
  private over = false;
  private readonly pool: Pool;
  private readonly begun = Promise.withResolvers<void>();
  private at: Position | null = null;
  /** What is left of a batch that was too large. */
  private rest: Part | null = null;
  private order = 0;

  readonly work: Job = { name: 'feed', everyMs: LOOK_EVERY_MS, topics: ['change'], pass: () => this.look() };

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * Where the feed has been read to; waits for its first look, which comes late while the database is away. All that
   * was handed out is before it; of a batch that was too large some may come once more.
   */
  async standing(): Promise<Standing> {
    await this.begun.promise;
    const position = this.at ?? NOWHERE;
    return { position: this.rest ? { ...position, snapshot: this.rest.until } : position, order: this.order };
  }

  /** `reader` gets every batch after the current position; `ended`: nothing will come any more. Returns how to stop. */
  subscribe(reader: (delivery: Delivery) => void, ended: () => void): () => void {
    this.readers.set(reader, ended);
    if (this.over) ended();
    return () => this.readers.delete(reader);
  }

  /** This process stops: whoever reads goes on at another one. */
  end(): void {
    this.over = true;
    this.begun.resolve();
    for (const ended of this.readers.values()) ended();
  }

  /** What is so now and is kept nowhere, to whoever looks now. */
  pass(events: LiveEvent[]): void {
    const position = this.at ?? NOWHERE;
    for (const reader of this.readers.keys()) reader({ position, order: this.order, events, isPassing: true });
  }

  private async look(): Promise<boolean> {
    this.at ??= await latestPosition(this.pool);
    this.begun.resolve();
    const { at } = this;
    const { changes, until, rest } = await readChanges(this.pool, at, LIMIT, this.rest);
    const last = changes.at(-1);
    if (!last) {
      // The place stays: a window that stands there has missed nothing, and knows it by the name.
      if (!this.rest) await this.lookBack(at);
      this.rest = null;
      return false;
    }
    step('changes read');
    // Nobody is looking: the place is enough.
    const events = this.readers.size > 0 ? await loadEvents(this.pool, changes) : [];
    step('events loaded');
    this.rest = rest;
    // Half of a batch leaves the place where it was: who is cut off then gets that half again.
    if (!rest) this.at = { snapshot: until, ...laterRow(at, last) };
    this.deliver(events);
    return rest !== null;
  }

  /**
   * A database that was put back to an older copy counts anew from there: its changes would never come after this
   * place.
   */
  private async lookBack(at: Position): Promise<void> {
    if (await holdsPosition(this.pool, at)) return;
    this.at = await latestPosition(this.pool);
    this.deliver(null);
  }

  private deliver(events: LiveEvent[] | null): void {
    this.order += 1;
    const position = this.at ?? NOWHERE;
    for (const reader of this.readers.keys()) reader({ position, order: this.order, events });
  }
}
