import { workflowInfo } from '@temporalio/workflow';
import { NO_RULES } from '../../settings/merge.ts';
import type { Rules } from '../../settings/vocabulary.ts';
import { NextDeadline } from './timer.ts';
import { deadlinesOf } from '../decide.ts';
import { Hands } from './activities.ts';
import { readable } from '../parse/input.ts';
import { Lineage } from './lineage.ts';
import type { ChatStart } from '../messages.ts';
import type { Kept } from '../needs.ts';
import { Queue } from './queue.ts';
import type { ChatState, Identity, RecoveredCode } from '../vocabulary.ts';

/**
 * What a run believes of its chat, of the client and of the settings, and how it takes that up from what PostgreSQL
 * keeps.
 */
export class Belief {
  chat: ChatState | null;
  rules: Rules = NO_RULES;
  /** Those by which the chat decided last, where others came into force since. */
  decidedBy: Rules | null = null;
  identity: Identity;
  /** The chat is to say that it was taken up, and why. */
  recovered: RecoveredCode | null = null;
  profileKnown = true;
  /** Nothing has to be taken up before the first decision. */
  ready: boolean;
  readonly queue: Queue;
  readonly lineage: Lineage;
  readonly timer = new NextDeadline('next deadline');
  readonly hands = new Hands();
  readonly start: ChatStart;
  private readonly continues = workflowInfo().continuedFromExecutionRunId !== undefined;

  constructor(start: ChatStart) {
    this.start = start;
    this.chat = readable(start).carried?.chat ?? null;
    this.identity = { clientId: start.clientId, pageId: start.pageId, run: workflowInfo().runId };
    this.queue = new Queue(start);
    this.lineage = new Lineage(start);
    this.ready = this.continues && !start.readsSettings;
  }

  /** The engine may have lost the run before this one, or told again what that one decided: PostgreSQL knows. */
  async takeUp(): Promise<void> {
    const { queue, lineage } = this;
    queue.outdated = false;
    const kept = await this.hands.loadChat({ clientId: this.start.clientId });
    this.read(kept);
    if (this.continues) queue.outdated ||= (kept.epoch?.number ?? 0) > queue.epoch;
    else {
      this.begin(kept);
      // Saved by this very run: a try of its first task was lost, and nothing else.
      if (this.chat !== null && !lineage.isOwn(kept)) this.recovered = lineage.whyStarted(kept);
    }
    this.ready = true;
  }

  /** What is believed here is not what PostgreSQL keeps: it is right. `why` null: whether that is so turns out here. */
  async takeUpAnew(why: RecoveredCode | null): Promise<void> {
    this.queue.outdated = false;
    const kept = await this.hands.loadChat({ clientId: this.start.clientId });
    const reason = why ?? this.lineage.whyAnother(kept);
    this.read(kept);
    this.begin(kept);
    if (this.chat !== null) this.recovered = reason;
    this.arm();
  }

  isBusy(): boolean {
    const { queue, timer, recovered, rules } = this;
    const knowsOfMore = this.decidedBy !== null || queue.settings > rules.revision || queue.outdated;
    return queue.length > 0 || timer.due || recovered !== null || knowsOfMore;
  }

  arm(): void {
    this.timer.set(this.chat ? deadlinesOf(this.chat, this.rules)[0]?.at : undefined);
  }

  private begin(kept: Kept): void {
    this.queue.takeUp(kept);
    this.lineage.takeUp(kept);
    this.chat = kept.carried?.chat ?? null;
  }

  private read(kept: Kept): void {
    // Kept by an older build it says nothing of settings.
    const { rules = NO_RULES, before = null, known = {}, profileKnown = true } = kept as Partial<Kept>;
    this.rules = rules;
    this.decidedBy = before;
    this.identity = { ...this.identity, known };
    this.profileKnown = profileKnown;
  }
}
