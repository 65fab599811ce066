import type { z } from 'zod';
import type { retrySchema } from '../options.ts';
import type { Schedule } from '../schedule.ts';
import type { Switches } from '../switches.ts';
import type { World } from '../world.ts';
import type { Item } from './delivery.ts';
import { Lanes } from './lanes.ts';
import { bodyOf, post } from './parcel.ts';
import { verifyUntilDone, type Callback } from './subscription.ts';

export type CourierNeeds = {
  world: World;
  schedule: Schedule;
  switches: () => Switches;
  retry: z.output<typeof retrySchema>;
  appSecret: string;
  log: (line: string) => void;
};

/**
 * Carries events to the callback: verification first, order per lane, 5 seconds, retries, and the cut after an hour.
 */
export class Courier {
  private readonly needs: CourierNeeds;
  private readonly lanes = new Lanes();
  private target: Callback | null = null;
  private verified = false;
  private pumpAt = Infinity;

  constructor(needs: CourierNeeds) {
    this.needs = needs;
  }

  callback(): Callback | null {
    return this.target;
  }

  isVerified(): boolean {
    return this.verified;
  }

  /** What has not arrived yet. */
  waiting(): Item[] {
    return this.lanes.all();
  }

  setCallback(next: Callback | null): void {
    this.target = next;
    this.verified = false;
    if (next === null) return;
    const { schedule, retry, log } = this.needs;
    const isCurrent = () => this.target === next;
    verifyUntilDone({ callback: next, schedule, timeoutMs: retry.timeoutMs, log, isCurrent }, () => {
      this.verified = true;
      this.pump();
    });
  }

  enqueue(items: Item[]): void {
    for (const item of items) this.lanes.push(item);
    const { size, waitMs } = this.needs.switches().batch;
    if (size > 1) this.pumpLater(waitMs);
    else this.pump();
  }

  private pumpLater(ms: number): void {
    const at = Date.now() + ms;
    if (at >= this.pumpAt) return;
    this.pumpAt = at;
    this.needs.schedule.after(ms, () => {
      this.pumpAt = Infinity;
      this.pump();
    });
  }

  private pump(): void {
    if (!this.verified || this.target === null) return;
    const { size } = this.needs.switches().batch;
    const next = () => this.lanes.take(size, Date.now());
    for (let items = next(); items.length > 0; items = next()) void this.carry(items);
    const due = this.lanes.nextDue();
    if (due !== null && Number.isFinite(due)) this.pumpLater(Math.max(1, due - Date.now()));
  }

  private async carry(items: Item[]): Promise<void> {
    if (items.length === 0) return this.pump();
    const at = Date.now();
    for (const item of items) {
      item.firstTriedAt ??= at;
      item.delivery.attempts += 1;
    }
    const { httpStatus, error } = await this.attempt(items);
    for (const { delivery } of items) Object.assign(delivery, { httpStatus, error });
    if (error === null) this.arrived(items);
    else this.failed(stillWaiting(items), error);
  }

  private attempt(items: Item[]) {
    const { switches, appSecret, retry } = this.needs;
    const { batch, signature } = switches();
    const body = bodyOf(items, batch.perEntry, switches());
    return post({ url: this.target?.url ?? '', body, secret: appSecret, signature, timeoutMs: retry.timeoutMs });
  }

  private arrived(items: Item[]): void {
    const at = Date.now();
    for (const { delivery } of items) Object.assign(delivery, { status: 'acked', ackedAt: at });
    this.lanes.release(items);
    this.pump();
  }

  private failed(items: Item[], error: string): void {
    const [first] = items;
    if (!first) return;
    const { retry, schedule, log } = this.needs;
    const { attempts } = first.delivery;
    if (attempts === 1 || attempts === retry.immediateMs.length + 1)
      log(`webhook: ${items.length} event(s) not taken: ${error}; trying again`);
    if (Date.now() - (first.firstTriedAt ?? 0) >= retry.unsubscribeAfterMs) {
      for (const page of new Set(items.map(({ delivery }) => delivery.page))) this.unsubscribe(page);
    } else {
      schedule.after(this.waitAfter(attempts), () => void this.carry(stillWaiting(items)));
    }
  }

  private waitAfter(attempts: number): number {
    const { immediateMs, firstBackOffMs, longestBackOffMs } = this.needs.retry;
    const backOffs = attempts - 1 - immediateMs.length;
    return immediateMs[attempts - 1] ?? Math.min(longestBackOffMs, firstBackOffMs * 2 ** backOffs);
  }

  /** "Webhooks Disabled": the page gets nothing more until it is subscribed again. */
  private unsubscribe(page: string): void {
    const known = this.needs.world.pages.get(page);
    if (known) known.subscribedFields = [];
    const lost = this.lanes.removePage(page);
    for (const { delivery } of lost) delivery.status = 'given up';
    this.needs.log(`webhook: page ${page} is unsubscribed after too many failures; ${lost.length} event(s) given up`);
    this.pump();
  }
}

const stillWaiting = (items: Item[]): Item[] => items.filter(({ delivery }) => delivery.status === 'waiting');
