import { isDatabaseAway } from '#db/connection/away.ts';
import type { Outgoing } from '#db/outbox/outgoing.ts';
import { settleMessage, type Settlement, settleSent } from '#db/outbox/settle.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import type { Verdict } from '../messenger/verdict.ts';
import type { SenderDeps } from './sender.ts';
import { PUT_ASIDE_AFTER, settlementOf } from './settlement.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** Others of the page went out so lately: what is refused again and again is so by itself. */
const LATELY_MS = 60_000;
/** Once the process is to stop, the database has so long to come back. */
const LAST_CHANCE_MS = 5_000;

type Deps = Pick<SenderDeps, 'pool' | 'log'>;

/** Keeps what became of each call until it is kept: what Meta said is in nobody else's hands. */
export class ResultWriter {
  private readonly sentAt = new Map<string, number>();
  private readonly deps: Deps;
  private until = Infinity;

  constructor(deps: Deps) {
    this.deps = deps;
  }

  /** The process is about to stop. */
  giveUp(): void {
    this.until = Date.now() + LAST_CHANCE_MS;
  }

  async keep(message: Outgoing, verdict: Verdict): Promise<void> {
    try {
      await this.persist(message, () => this.write(message, verdict));
    } catch (error) {
      await this.putAside(message, error).catch((failure: unknown) =>
        this.deps.log.error({ error: failure, message: message.id }, 'a send was not settled'),
      );
    }
  }

  /** While the database is away it is tried again; anything else is the row's own fault. */
  private async persist(message: Outgoing, work: () => Promise<void>): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, 2 * pause)) {
      try {
        return await work();
      } catch (error) {
        if (!isDatabaseAway(error) || Date.now() > this.until) throw error;
        if (pause === FIRST_PAUSE_MS) this.deps.log.warn({ error, message: message.id }, 'what became of a send waits');
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  private async write(message: Outgoing, verdict: Verdict): Promise<void> {
    const { pool } = this.deps;
    if (verdict.kind === 'sent') {
      await settleSent(pool, message, verdict.mid);
      this.sentAt.set(message.pageId, Date.now());
      if (message.attempts >= PUT_ASIDE_AFTER) await endTrouble(pool, 'message_put_aside', [message.id]);
      return;
    }
    const goOut = Date.now() - (this.sentAt.get(message.pageId) ?? 0) < LATELY_MS;
    const alone = goOut || verdict.reason === 'not_sendable';
    await settleMessage(pool, message, 'sending', settlementOf(verdict, message.attempts, alone));
    const { id: ref, pageId } = message;
    const { reason, detail } = verdict;
    if (reason === 'page_without_key')
      await noticeTrouble(pool, { kind: 'page_without_key', ref: pageId, pageId, reason: 'sealed_with_another_key' });
    if (verdict.kind === 'retry' && alone && message.attempts >= PUT_ASIDE_AFTER)
      await noticeTrouble(pool, { kind: 'message_put_aside', ref, pageId, reason, detail });
  }

  /** Something left, and what came back cannot be kept: a person has to look, and nothing is sent again by itself. */
  private async putAside(message: Outgoing, error: unknown): Promise<void> {
    const { pool, log } = this.deps;
    log.error({ error, message: message.id }, 'what became of a send cannot be kept');
    const detail = codeOf(error);
    const unknown: Settlement = { state: 'unknown', reason: 'no_confirmation', detail, againInMs: null };
    await settleMessage(pool, message, 'sending', unknown);
    const { id: ref, pageId } = message;
    await noticeTrouble(pool, { kind: 'message_put_aside', ref, pageId, reason: 'answer_not_kept', detail });
  }
}

/** Never the text: it may quote what a client wrote. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}
