import { seeded, shuffled } from '../switches.ts';
import type { Item } from './delivery.ts';
import type { DispatchNeeds } from './dispatch.ts';

/** Gathers a window of deliveries and sends them in another order. */
export class Shuffler {
  gathered: Item[] = [];
  private readonly needs: DispatchNeeds;
  private random = seeded(1);

  constructor(needs: DispatchNeeds) {
    this.needs = needs;
  }

  /** One lane for all of a window: they leave one by one in the shuffled order, whatever chat they are of. */
  gather(item: Item): void {
    this.gathered.push({ ...item, lane: 'shuffled' });
    const { window, flushMs } = this.needs.switches().reorder;
    if (this.gathered.length >= window) this.flush();
    else if (this.gathered.length === 1) this.needs.schedule.after(flushMs, () => this.flush());
  }

  /** What was gathered leaves in the old order of chance, what comes then in a new one. */
  reseed(seed: number): void {
    this.flush();
    this.random = seeded(seed);
  }

  private flush(): void {
    const window = this.gathered;
    this.gathered = [];
    this.needs.courier.enqueue(shuffled(window, this.random));
  }
}
