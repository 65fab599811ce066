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
export function createCourier({ world, schedule, switches, retry, appSecret, log }: CourierNeeds) {
  const lanes = new Lanes();
  let callback: Callback | null = null;
  let verified = false;
  let pumpAt = Infinity;

  function setCallback(next: Callback | null): void {
    callback = next;
    verified = false;
    if (next === null) return;
    const isCurrent = () => callback === next;
    verifyUntilDone({ callback: next, schedule, timeoutMs: retry.timeoutMs, log, isCurrent }, () => {
      verified = true;
      pump();
    });
  }

  function enqueue(items: Item[]): void {
    for (const item of items) lanes.push(item);
    const { size, waitMs } = switches().batch;
    if (size > 1) pumpLater(waitMs);
    else pump();
  }

  function pumpLater(ms: number): void {
    const at = Date.now() + ms;
    if (at >= pumpAt) return;
    pumpAt = at;
    schedule.after(ms, () => {
      pumpAt = Infinity;
      pump();
    });
  }

  function pump(): void {
    if (!verified || callback === null) return;
    const { size } = switches().batch;
    for (let items = takeNext(size); items.length > 0; items = takeNext(size)) void carry(items);
    const due = lanes.nextDue();
    if (due !== null && Number.isFinite(due)) pumpLater(Math.max(1, due - Date.now()));
  }

  function takeNext(size: number): Item[] {
    return lanes.take(size, Date.now());
  }

  async function carry(items: Item[]): Promise<void> {
    if (items.length === 0) return pump();
    const at = Date.now();
    for (const item of items) {
      item.firstTriedAt ??= at;
      item.delivery.attempts += 1;
    }
    const { httpStatus, error } = await attempt(items);
    for (const { delivery } of items) Object.assign(delivery, { httpStatus, error });
    if (error === null) arrived(items);
    else
      failed(
        items.filter(({ delivery }) => delivery.status === 'waiting'),
        error,
      );
  }

  function attempt(items: Item[]) {
    const { batch, signature } = switches();
    const body = bodyOf(items, batch.perEntry, switches());
    return post({ url: callback?.url ?? '', body, secret: appSecret, signature, timeoutMs: retry.timeoutMs });
  }

  function arrived(items: Item[]): void {
    const at = Date.now();
    for (const { delivery } of items) Object.assign(delivery, { status: 'acked', ackedAt: at });
    lanes.release(items);
    pump();
  }

  function failed(items: Item[], error: string): void {
    const [first] = items;
    if (!first) return;
    const { attempts } = first.delivery;
    if (attempts === 1 || attempts === retry.immediateMs.length + 1)
      log(`webhook: ${items.length} event(s) not taken: ${error}; trying again`);
    if (Date.now() - (first.firstTriedAt ?? 0) >= retry.unsubscribeAfterMs) {
      for (const page of new Set(items.map(({ delivery }) => delivery.page))) unsubscribe(page);
    } else {
      schedule.after(
        waitAfter(attempts),
        () => void carry(items.filter(({ delivery }) => delivery.status === 'waiting')),
      );
    }
  }

  function waitAfter(attempts: number): number {
    const { immediateMs, firstBackOffMs, longestBackOffMs } = retry;
    return (
      immediateMs[attempts - 1] ?? Math.min(longestBackOffMs, firstBackOffMs * 2 ** (attempts - 1 - immediateMs.length))
    );
  }

  /** "Webhooks Disabled": the page gets nothing more until it is subscribed again. */
  function unsubscribe(page: string): void {
    const known = world.pages.get(page);
    if (known) known.subscribedFields = [];
    const lost = lanes.removePage(page);
    for (const { delivery } of lost) delivery.status = 'given up';
    log(`webhook: page ${page} is unsubscribed after too many failures; ${lost.length} event(s) given up`);
    pump();
  }

  return { setCallback, enqueue, isVerified: () => verified, waiting: () => lanes.all(), callback: () => callback };
}

export type Courier = ReturnType<typeof createCourier>;
