import type { z } from 'zod';
import type { Switches } from '../switches.ts';
import { fromClient, type WebhookEvent } from '../webhook/delivery.ts';
import type { Dispatch } from '../webhook/dispatch.ts';
import { changed, now, threadOf, type Message, type Thread, type World } from '../world.ts';
import { NotThere } from './not-there.ts';
import type { who } from './schemas.ts';

export type Done = { mid: string | null; timestamp: number; psid: string; page: string };

/** Further ahead is a clock that was put back, or a time that was given. */
const ONE_TURN_MS = 1_000;

/** Who acts, and how what they do is told to the page's app, as Meta tells it. */
export class Person {
  readonly world: World;
  readonly switches: () => Switches;
  private readonly dispatch: Dispatch;

  constructor(world: World, dispatch: Dispatch, switches: () => Switches) {
    this.world = world;
    this.dispatch = dispatch;
    this.switches = switches;
  }

  find({ page, psid, client }: z.output<typeof who>): Thread {
    const { world } = this;
    const known = psid === undefined ? undefined : world.threadOfPsid.get(psid);
    const person = client ?? known?.client;
    const onPage = page ?? known?.page ?? world.pages.keys().next().value;
    if (person === undefined || onPage === undefined || !world.clients.has(person))
      throw new NotThere(`no such person: ${client ?? psid}`);
    if (!world.pages.has(onPage)) throw new NotThere(`no such page: ${onPage}`);
    return threadOf(world, onPage, person);
  }

  ofMid(mid: string): { thread: Thread; message: Message } {
    const thread = this.world.threadOfMid.get(mid);
    const message = thread?.messages.find((one) => one.mid === mid);
    if (!thread || !message) throw new NotThere(`no such message: ${mid}`);
    return { thread, message };
  }

  tell(thread: Thread, at: number, content: WebhookEvent): Done {
    const key = thread.owner === 'inbox' ? 'standby' : 'messaging';
    this.dispatch.send(thread.page, fromClient(this.world, thread, at, content), key);
    changed(this.world, thread);
    return { mid: null, timestamp: at, psid: thread.psid, page: thread.page };
  }

  act(thread: Thread, timestamp: number | undefined): number {
    const at = timestamp ?? this.moment(thread);
    thread.lastActionAt = Math.max(at, thread.lastActionAt ?? 0);
    return at;
  }

  /** A person does one thing after the other: what they do in one turn of this program bears moments that follow. */
  private moment({ lastActionAt: last }: Thread): number {
    const at = now(this.world);
    return last !== null && last >= at && last - at < ONE_TURN_MS ? last + 1 : at;
  }
}
