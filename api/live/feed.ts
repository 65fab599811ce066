import type { Pool } from 'pg';
import { type Change, holdsPosition, latestPosition, type Position, readChanges } from '#db/changes/read.ts';
import type { Job } from '#platform/background.ts';
import { step } from '#platform/steps.ts';
import { type LiveEvent, loadEvents } from './events.ts';

const LIMIT = 500;
const LOOK_EVERY_MS = 1_000;
/** Rows of an open transaction become readable when it ends; that is asked for at this distance. */
const HELD_BACK_MS = 3;
const NOWHERE: Position = { xid: '0', id: '0' };

export interface Delivery {
  position: Position;
  /** Null: what came before is not what windows have seen; they load everything anew. */
  events: LiveEvent[] | null;
}

/** Reads the feed once for all streams of this process and hands each batch, loaded, to them. */
export class ChangeFeed {
  private readonly readers = new Map<(delivery: Delivery) => void, () => void>();
  private over = false;
  private readonly pool: Pool;
  private readonly begun = Promise.withResolvers<void>();
  private at: Position | null = null;

  readonly work: Job = { name: 'feed', everyMs: LOOK_EVERY_MS, topics: ['change'], pass: () => this.pass() };

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Where the feed has been read to; waits for its first look, which comes late while the database is away. */
  async standing(): Promise<Position> {
    await this.begun.promise;
    return this.at ?? NOWHERE;
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

  private async pass(): Promise<boolean> {
    this.at ??= await latestPosition(this.pool);
    this.begun.resolve();
    const { changes, more } = await readChanges(this.pool, this.at, LIMIT);
    const last = changes.at(-1);
    if (last) await this.deliver(changes, { xid: last.xid, id: last.id });
    else if (more) await new Promise((resolve) => setTimeout(resolve, HELD_BACK_MS));
    else await this.lookBack(this.at);
    return more;
  }

  /**
   * A database that was put back to an older copy counts anew from there: its changes would never come after this
   * place.
   */
  private async lookBack(at: Position): Promise<void> {
    if (at.xid === NOWHERE.xid || (await holdsPosition(this.pool, at))) return;
    const position = await latestPosition(this.pool);
    this.at = position;
    for (const reader of this.readers.keys()) reader({ position, events: null });
  }

  private async deliver(changes: Change[], position: Position): Promise<void> {
    step('changes read');
    // Nobody is looking: the place is enough.
    const events = this.readers.size > 0 ? await loadEvents(this.pool, changes) : [];
    step('events loaded');
    this.at = position;
    for (const reader of this.readers.keys()) reader({ position, events });
  }
}
