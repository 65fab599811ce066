import type { Schedule } from '../schedule.ts';
import { seeded, type Switches } from '../switches.ts';
import { now, type World } from '../world.ts';
import type { Courier } from './courier.ts';
import { fieldFor, midOf, psidIn, typeOf, type Delivery, type Item, type WebhookEvent } from './delivery.ts';
import { Shuffler } from './shuffler.ts';

export type DispatchNeeds = { world: World; schedule: Schedule; courier: Courier; switches: () => Switches };

/** Turns events into deliveries, with whatever the switches make of them on the way. */
export class Dispatch {
  /** Every delivery there was. */
  readonly ledger: Delivery[] = [];
  private readonly needs: DispatchNeeds;
  private readonly shuffler: Shuffler;
  private dropping = seeded(1);
  /** Copies travel alone, so that they neither wait for nor hold up the chat's order. */
  private loose = 0;

  constructor(needs: DispatchNeeds) {
    this.needs = needs;
    this.shuffler = new Shuffler(needs);
  }

  send(page: string, event: WebhookEvent, key: Item['key'] = 'messaging'): void {
    const { courier, schedule, switches } = this.needs;
    const item = this.itemFor(page, event, key);
    const refused = this.refusal(item);
    if (refused !== null) {
      item.delivery.status = refused;
      return;
    }
    const { duplicate, reorder } = switches();
    if (reorder.window > 1) this.shuffler.gather(item);
    else courier.enqueue([item]);
    courier.enqueue(this.copies(item, duplicate.atOnce, 1));
    const later = () => courier.enqueue(this.copies(item, duplicate.later, 1 + duplicate.atOnce));
    if (duplicate.later > 0) schedule.after(duplicate.afterMs, later);
  }

  /** What waits for others, to be shuffled with them. */
  gathered(): Item[] {
    return this.shuffler.gathered;
  }

  /** The seeds start anew whenever switches are set: one seed, one course of events. */
  reseed(): void {
    const { reorder, drop } = this.needs.switches();
    this.shuffler.reseed(reorder.seed);
    this.dropping = seeded(drop.seed);
  }

  private itemFor(page: string, event: WebhookEvent, key: Item['key'], copy = 0): Item {
    const psid = psidIn(event, page);
    const delivery = this.record({ page, psid, type: typeOf(event), mid: midOf(event), copy });
    const lane = copy === 0 ? `${page}:${psid}` : `copy ${(this.loose += 1)}`;
    const notBefore = Date.now() + this.needs.switches().delayMs;
    return { delivery, lane, entryTime: now(this.needs.world), key, event, notBefore, firstTriedAt: null };
  }

  private record(facts: Pick<Delivery, 'page' | 'psid' | 'type' | 'mid' | 'copy'>): Delivery {
    const delivery: Delivery = {
      ...facts,
      id: this.ledger.length + 1,
      at: Date.now(),
      attempts: 0,
      status: 'waiting',
      ackedAt: null,
      httpStatus: null,
      error: null,
    };
    this.ledger.push(delivery);
    return delivery;
  }

  private refusal({ delivery, key }: Item): 'unsubscribed' | 'dropped' | null {
    const needed = key === 'standby' ? 'standby' : fieldFor(delivery.type);
    const page = this.needs.world.pages.get(delivery.page);
    if (page && needed !== null && !page.subscribedFields.includes(needed)) return 'unsubscribed';
    return this.dropping() < this.needs.switches().drop.share ? 'dropped' : null;
  }

  private copies({ delivery, event, key }: Item, count: number, firstCopy: number): Item[] {
    return Array.from({ length: count }, (_, index) => this.itemFor(delivery.page, event, key, firstCopy + index));
  }
}
