import type { Pool } from 'pg';
import { isDatabaseFull } from '#db/connection/away.ts';
import { saveFact } from '#db/installation/values.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import type { Job } from '#platform/background.ts';

const LOOK_EVERY_MS = 20_000;
/** Whoever asks, however often: it is written at most so often. */
const ASKED_EVERY_MS = 2_000;

/**
 * Whether PostgreSQL keeps what it is given: one that has no room answers every question and keeps nothing. That cannot
 * be noted there, so it is known here as well.
 */
export class Space {
  /** Since when it has kept nothing; null: it does. */
  fullSince: Date | null = null;
  detail: string | null = null;
  readonly work: Job = { name: 'space', everyMs: LOOK_EVERY_MS, topics: [], pass: () => this.look() };
  private askedAt = 0;
  private asked: Promise<void> = Promise.resolve();
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Throws when nothing can be kept. */
  probe(): Promise<void> {
    if (Date.now() - this.askedAt >= ASKED_EVERY_MS) {
      this.askedAt = Date.now();
      this.asked = this.write();
      // Whoever asks hears of it.
      this.asked.catch(() => undefined);
    }
    return this.asked;
  }

  /** What somebody met on the way. */
  note(error: unknown): void {
    if (!isDatabaseFull(error)) return;
    this.fullSince ??= new Date();
    this.detail = error instanceof Error && 'code' in error ? String(error.code) : null;
  }

  private async write(): Promise<void> {
    try {
      await saveFact(this.pool, 'space', Date.now());
      this.fullSince = null;
    } catch (error) {
      this.note(error);
      throw error;
    }
  }

  private async look(): Promise<boolean> {
    await this.probe().catch((error: unknown) => {
      if (!isDatabaseFull(error)) throw error;
    });
    if (this.fullSince === null) await endTrouble(this.pool, 'database_full');
    // There may be room for this one.
    else
      await noticeTrouble(this.pool, {
        kind: 'database_full',
        ref: 'database',
        reason: 'no_room',
        detail: this.detail,
      }).catch(() => undefined);
    return false;
  }
}
