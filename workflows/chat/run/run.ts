import { workflowInfo } from '@temporalio/workflow';
import { NO_RULES } from '../../settings/merge.ts';
import type { Rules } from '../../settings/vocabulary.ts';
import { deadlinesOf } from '../decide.ts';
import type { ChatStart } from '../interface.ts';
import { readable } from '../parse/ours.ts';
import type { ChatState, Identity, RecoveredCode } from '../vocabulary.ts';
import { Activities } from './activities.ts';
import { Lineage } from './lineage.ts';
import { Queue } from './queue.ts';
import { Shown } from './shown.ts';
import { NextDeadline } from './timer.ts';

/** One run of a chat's workflow: what it believes of its chat, of the client and of the settings. */
export class Run {
  readonly start: ChatStart;
  readonly queue: Queue;
  readonly lineage: Lineage;
  readonly timer = new NextDeadline('next deadline');
  readonly activities = new Activities();
  readonly shown = new Shown();
  /** It goes on with what a run before it handed over. */
  readonly continues = workflowInfo().continuedFromExecutionRunId !== undefined;

  chat: ChatState | null;
  rules: Rules = NO_RULES;
  /** Those by which the chat decided last, where others came into force since. */
  decidedBy: Rules | null = null;
  identity: Identity;
  /** The chat is to say that it was taken up, and why. */
  recovered: RecoveredCode | null = null;
  profileKnown = true;
  /** Meta was asked for it just now. */
  profileFresh = false;
  /** An answer to the client is on its way, or held, as far as was asked. */
  undelivered = false;
  /** Nothing has to be taken up before the first decision. */
  ready: boolean;
  /** A step is under way. */
  deciding = false;

  constructor(start: ChatStart) {
    this.start = start;
    this.chat = readable(start).carried?.chat ?? null;
    this.identity = { clientId: start.clientId, pageId: start.pageId, run: workflowInfo().runId };
    this.queue = new Queue(start);
    this.lineage = new Lineage(start);
    this.ready = this.continues && !start.readsSettings;
  }

  isBusy(): boolean {
    const { queue, timer, recovered, rules } = this;
    const knowsOfMore = this.decidedBy !== null || queue.settings > rules.revision || queue.outdated;
    return queue.length > 0 || timer.due || recovered !== null || knowsOfMore;
  }

  arm(): void {
    this.timer.set(this.chat ? deadlinesOf(this.chat, this.rules)[0]?.at : undefined);
  }
}
