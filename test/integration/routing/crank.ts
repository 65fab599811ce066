import type { Pool } from 'pg';
import { saveDecisions } from '#db/decisions/save.ts';
import { loadChat } from '#db/inbox/load.ts';
import { takeBatch } from '#workflows/chat/run/batch.ts';
import { savingOf } from '#workflows/chat/run/saving.ts';
import { Queue } from '#workflows/chat/run/queue.ts';
import type { Kept, Saving } from '#workflows/chat/needs.ts';
import { inputsIn, type Own, type RawInput, type Request } from '#workflows/chat/vocabulary.ts';

/**
 * A chat's workflow turned by hand, one step at a time, so that any two things can be made to meet: the same decisions
 * and the same saving, without an engine between them.
 */
export class Crank {
  private readonly pool: Pool;
  readonly clientId: string;
  private readonly pageId: string;
  private run: string;

  constructor(pool: Pool, pageId: string, clientId: string) {
    this.pool = pool;
    this.clientId = clientId;
    this.pageId = pageId;
    this.run = `run of ${clientId}`;
  }

  /** What the run knows before a step; a task that failed begins there again. */
  load(): Promise<Kept> {
    return loadChat(this.pool, this.clientId);
  }

  /** A step: decides about what it was told, and what people ask, and saves it. */
  async turn(told: { from?: Kept; own?: Own; inputs?: RawInput[]; requests?: Request[] } = {}): Promise<Saving> {
    const kept = told.from ?? (await this.load());
    const queue = new Queue(kept.carried ? { carried: kept.carried } : {});
    queue.tell(inputsIn(told.inputs ?? kept.undecided));
    for (const request of told.requests ?? []) void queue.ask(request);
    const identity = { clientId: this.clientId, pageId: this.pageId, run: this.run, known: kept.known };
    const chat = kept.carried?.chat ?? null;
    const batch = takeBatch(queue, chat, [told.own ?? null], Date.now(), identity, kept.rules);
    for (const { ticket } of batch.settled) ticket.settle(null);
    const lineage = { run: this.run, after: kept.saved?.token ?? null, reset: false };
    const saving = savingOf(batch, { seen: queue.seenNumbers(), settled: [] }, lineage, identity, kept.rules);
    // Nobody's engine could be an older copy here.
    await saveDecisions(this.pool, saving, { older: null });
    if (saving.chat?.status === 'finished') this.run += ', next';
    return saving;
  }
}
