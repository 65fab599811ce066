import { setTimeout as sleep } from 'node:timers/promises';
import type { SSEStreamingApi } from 'hono/streaming';
import { holdsPosition, type Position, readChanges } from '#db/changes/read.ts';
import { listAccess } from '#db/people/page-access.ts';
import { step } from '#platform/steps.ts';
import { viewerOf } from '../access/allow.ts';
import type { Signed } from '../access/auth.ts';
import type { ApiDeps } from '../http/deps.ts';
import { eventText, type LiveEvent, loadEvents } from './events.ts';
import type { Delivery, Standing } from './feed.ts';
import { formatPosition, parsePosition } from './position.ts';

/** An event and no comment: a window can notice that it stays away. */
const HEARTBEAT_MS = 15_000;
/** Rights are looked at again this often: a session that ended, a page taken away. */
const RECHECK_MS = 3_000;
/** Who missed more loads everything anew. */
const CATCH_UP_MAX = 1_000;
/** Batches kept for a window that does not read; a laptop asleep is no reason to run out of memory. */
const QUEUE_MAX = 100;
/** And so many letters of them: some thousand events, more than a burst leaves waiting for who reads. */
const WAITING_MAX = 4_000_000;
/** How long a farewell may take to somebody who does not listen. */
const FAREWELL_MS = 1_000;

/** One open stream, and what its reader may see. */
export class Window {
  private pages: Set<string> | null = new Set();
  private queue: Delivery[] = [];
  private waiting = 0;
  private closed = false;
  private readonly closing = new AbortController();
  private writing = true;
  private readonly deps: ApiDeps;
  private readonly stream: SSEStreamingApi;
  private signed: Signed;

  constructor(deps: ApiDeps, stream: SSEStreamingApi, signed: Signed) {
    this.deps = deps;
    this.stream = stream;
    this.signed = signed;
  }

  close(): void {
    this.closed = true;
    this.closing.abort();
  }

  receive(delivery: Delivery): void {
    this.waiting += lettersOf(delivery);
    if (this.queue.length >= QUEUE_MAX || this.waiting > WAITING_MAX) {
      this.queue = [{ ...delivery, events: null }];
      this.waiting = 0;
    } else this.queue.push(delivery);
    if (!this.writing) void this.writeQueue();
  }

  /** What came while the past was read is told after it, in order. */
  async open(lastEventId: string | undefined): Promise<void> {
    await this.refreshPages();
    const now = await this.deps.feed.standing();
    if (this.closed) return;
    // Whoever catches up has not got there yet: the place comes with the last of what was missed.
    await this.send(
      'hello',
      { id: formatPosition(now.position), employeeId: this.signed.employee.id },
      lastEventId ? null : now.position,
    );
    const missed = lastEventId ? await this.missed(parsePosition(lastEventId), now) : { ...now, events: [] };
    this.queue = [missed, ...this.queue.filter(({ order }) => order > now.order)];
    this.waiting = this.queue.reduce((sum, delivery) => sum + lettersOf(delivery), 0);
    await this.writeQueue();
  }

  async keepAlive(signedStill: () => Promise<Signed | null>): Promise<void> {
    let quiet = 0;
    while (!this.closed && !this.stream.aborted) {
      await sleep(RECHECK_MS, undefined, { signal: this.closing.signal }).catch(() => undefined);
      if (this.closed) return;
      // Away is not refused: while the database is, the window stays.
      const signed = await signedStill().catch(() => this.signed);
      if (!signed) return this.sayGoodbye();
      this.signed = signed;
      await this.refreshPages().catch(() => undefined);
      quiet += RECHECK_MS;
      if (quiet >= HEARTBEAT_MS) {
        quiet = 0;
        await this.send('beat', {}, null);
      }
    }
  }

  /** Nothing more is told from here on, whatever is still in line. */
  private async sayGoodbye(): Promise<void> {
    this.close();
    await Promise.race([this.stream.write(`${eventText('bye', {})}\n`), this.stream.sleep(FAREWELL_MS)]);
  }

  private async missed(since: Position | null, now: Standing): Promise<Delivery> {
    const { pool } = this.deps.database;
    if (!since) return { ...now, events: null };
    const until = now.position.snapshot;
    const { changes, rest } = await readChanges(pool, since, CATCH_UP_MAX, { until });
    const isTooMuch = rest !== null || !(await holdsPosition(pool, since));
    return { ...now, events: isTooMuch ? null : await loadEvents(pool, changes) };
  }

  private async writeQueue(): Promise<void> {
    this.writing = true;
    try {
      for (let next = this.queue.shift(); next; next = this.queue.shift()) {
        this.waiting -= lettersOf(next);
        await this.write(next);
      }
    } catch {
      this.close();
    }
    this.writing = false;
  }

  /**
   * A batch is written in one piece. The place comes with the last event: a window cut in the middle asks for the whole
   * batch again.
   */
  private async write({ position, events, isPassing }: Delivery): Promise<void> {
    if (this.closed) return;
    if (events === null) return this.send('reload', {}, position);
    const seen = events.filter((event) => isFor(this.pages, event));
    const id = isPassing ? '' : `id: ${formatPosition(position)}\n`;
    if (seen.length > 0) await this.stream.write(`${seen.map(({ text }) => text).join('\n')}${id}\n`);
    step('written to a window');
  }

  private async send(event: string, data: unknown, position: Position | null): Promise<void> {
    if (this.closed) return;
    const id = position ? `id: ${formatPosition(position)}\n` : '';
    await this.stream.write(`${eventText(event, data)}${id}\n`);
  }

  private async refreshPages(): Promise<void> {
    const viewer = viewerOf(this.signed);
    this.pages = viewer && (await listAccess(this.deps.database.pool, viewer.employeeId));
  }
}

/** `pages`: those of whoever looks; null: every one. */
function isFor(pages: Set<string> | null, { pageId, isCrm }: LiveEvent): boolean {
  if (pages === null) return true;
  return pageId === null ? !isCrm || pages.size > 0 : pages.has(pageId);
}

function lettersOf({ events }: Delivery): number {
  return events?.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
}
