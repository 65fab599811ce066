import { type Batch, isFinal, needsLanguage, nothingHappened, savingOf, takeBatch } from './batch.ts';
import type { Belief } from './run.ts';
import { deadlinesOf } from '../decide.ts';
import { Shown } from './shown.ts';
import type { ChatState, Own, RecoveredCode } from '../vocabulary.ts';

/** What the chat does with all that waits: it decides, saves, and only then answers those who asked. */
export class Steps {
  /** One is under way. */
  deciding = false;
  private undelivered = false;
  private profileFresh = false;
  private readonly shown = new Shown();
  private readonly belief: Belief;

  constructor(belief: Belief) {
    this.belief = belief;
  }

  async step(): Promise<void> {
    this.deciding = true;
    await (this.belief.queue.outdated ? this.belief.takeUpAnew(null) : this.decideAll());
    this.deciding = false;
  }

  private async decideAll(): Promise<void> {
    const { belief } = this;
    const { queue, hands } = belief;
    const before = belief.decidedBy ?? belief.rules;
    belief.decidedBy = null;
    if (queue.settings > belief.rules.revision || this.speaksNext()) await this.catchUp();
    if (belief.chat === null && !belief.profileKnown && needsLanguage(belief.rules)) {
      this.profileFresh = await hands.askForLanguage(belief.start.clientId);
      belief.profileKnown = true;
    }
    const { chat, rules, identity } = belief;
    const follows: Own | null = rules.revision > before.revision ? { kind: 'settings_changed', before } : null;
    const batch = takeBatch(queue, chat, [this.own(), follows], Date.now(), identity, rules);
    belief.recovered = null;
    const saved = await this.save(batch);
    if (typeof saved === 'string') {
      queue.begin(
        queue.epoch,
        batch.settled.map(({ ticket }) => ticket),
      );
      return belief.takeUpAnew(saved);
    }
    belief.chat = saved;
    belief.arm();
    for (const { ticket, refusal } of batch.settled) ticket.settle(refusal);
  }

  private own(): Own | null {
    const { recovered, timer, chat, queue, rules } = this.belief;
    if (recovered) return { kind: 'recovered', code: recovered };
    // What was told in the same moment comes first: it may be the answer for which the deadline waited.
    const deadline = timer.due && chat && queue.length === 0 ? deadlinesOf(chat, rules)[0] : undefined;
    return deadline ? { kind: 'deadline', deadline, undelivered: this.undelivered } : null;
  }

  /** A deadline is due at which the chat says or changes something. */
  private speaksNext(): boolean {
    const happened = this.own();
    return happened?.kind === 'deadline' && happened.deadline.kind !== 'window_closes';
  }

  /**
   * After an outage a timer may fire before the relay tells of the answer that makes it needless: PostgreSQL has it
   * already.
   */
  private async catchUp(): Promise<void> {
    const { belief } = this;
    const { queue } = belief;
    const now = await belief.hands.catchUp({ clientId: belief.start.clientId });
    belief.rules = now.rules;
    this.undelivered = now.undelivered;
    queue.settings = Math.min(queue.settings, belief.rules.revision);
    if (queue.length === 0) queue.tell(now.undecided);
  }

  /** A word instead of a chat: nothing was kept, for this reason. */
  private async save(batch: Batch): Promise<ChatState | null | RecoveredCode> {
    const { queue, lineage, hands, identity, rules, start } = this.belief;
    const settled = queue.settledWith(batch.settled.map(({ ticket }) => ticket));
    const saving = savingOf(batch, { seen: queue.seenNumbers(), settled }, lineage.next(), identity, rules);
    if (nothingHappened(batch)) return batch.chat;
    const { chatId, number, stale, ...kept } = await hands.saveDecisions(saving, isFinal(batch));
    if (stale) return stale;
    lineage.kept(kept);
    queue.settled = settled;
    if (!saving.chat) return null;
    const saved: ChatState = { ...saving.chat, chatId };
    this.shown.show(saved, number);
    if (saved.status === 'finished') return null;
    if (saved.profileAsked) return saved;
    // Not awaited: nobody waits for a name.
    if (!this.profileFresh) void hands.askForProfile(start.clientId);
    return { ...saved, profileAsked: true };
  }
}
