import type { Schedule } from '../schedule.ts';
import { seeded, shuffled, type Switches } from '../switches.ts';
import { now, type World } from '../world.ts';
import type { Courier } from './courier.ts';
import { fieldFor, midOf, psidIn, typeOf, type Delivery, type Item, type WebhookEvent } from './delivery.ts';

/** Turns events into deliveries, with whatever the switches make of them on the way. */
export function createDispatch({
  world,
  schedule,
  courier,
  switches,
}: {
  world: World;
  schedule: Schedule;
  courier: Courier;
  switches: () => Switches;
}) {
  const ledger: Delivery[] = [];
  let gathered: Item[] = [];
  let random = seeded(1);
  let dropping = seeded(1);
  /** Copies travel alone, so that they neither wait for nor hold up the chat's order. */
  let loose = 0;

  function send(page: string, event: WebhookEvent, key: Item['key'] = 'messaging'): void {
    const item = itemFor(page, event, key);
    const refused = refusal(item);
    if (refused !== null) {
      item.delivery.status = refused;
      return;
    }
    const { duplicate, reorder } = switches();
    if (reorder.window > 1) gather(item);
    else courier.enqueue([item]);
    courier.enqueue(copies(item, duplicate.atOnce, 1));
    if (duplicate.later > 0)
      schedule.after(duplicate.afterMs, () => courier.enqueue(copies(item, duplicate.later, 1 + duplicate.atOnce)));
  }

  function itemFor(page: string, event: WebhookEvent, key: Item['key'], copy = 0): Item {
    const psid = psidIn(event, page);
    const delivery = record({ page, psid, type: typeOf(event), mid: midOf(event), copy });
    const lane = copy === 0 ? `${page}:${psid}` : `copy ${(loose += 1)}`;
    return {
      delivery,
      lane,
      entryTime: now(world),
      key,
      event,
      notBefore: Date.now() + switches().delayMs,
      firstTriedAt: null,
    };
  }

  function record(facts: Pick<Delivery, 'page' | 'psid' | 'type' | 'mid' | 'copy'>): Delivery {
    const delivery: Delivery = {
      ...facts,
      id: ledger.length + 1,
      at: Date.now(),
      attempts: 0,
      status: 'waiting',
      ackedAt: null,
      httpStatus: null,
      error: null,
    };
    ledger.push(delivery);
    return delivery;
  }

  function refusal({ delivery, key }: Item): 'unsubscribed' | 'dropped' | null {
    const needed = key === 'standby' ? 'standby' : fieldFor(delivery.type);
    const page = world.pages.get(delivery.page);
    if (page && needed !== null && !page.subscribedFields.includes(needed)) return 'unsubscribed';
    return dropping() < switches().drop.share ? 'dropped' : null;
  }

  function copies(item: Item, count: number, firstCopy: number): Item[] {
    return Array.from({ length: count }, (_, index) =>
      itemFor(item.delivery.page, item.event, item.key, firstCopy + index),
    );
  }

  /** One lane for all of a window: they leave one by one in the shuffled order, whatever chat they are of. */
  function gather(item: Item): void {
    gathered.push({ ...item, lane: 'shuffled' });
    const { window, flushMs } = switches().reorder;
    if (gathered.length >= window) flush();
    else if (gathered.length === 1) schedule.after(flushMs, flush);
  }

  function flush(): void {
    const window = gathered;
    gathered = [];
    courier.enqueue(shuffled(window, random));
  }

  /** The seeds start anew whenever switches are set: one seed, one course of events. */
  function reseed(): void {
    flush();
    random = seeded(switches().reorder.seed);
    dropping = seeded(switches().drop.seed);
  }

  return { send, reseed, ledger, gathered: () => gathered };
}

export type Dispatch = ReturnType<typeof createDispatch>;
