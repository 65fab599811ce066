import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  currentUpdateInfo,
  log,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { type Batch, isFinal, nothingHappened, savingOf, needsLanguage, takeBatch } from './batch.ts';
import { NextDeadline } from './deadline.ts';
import { deadlinesOf } from './decide.ts';
import { Hands } from './hands.ts';
import { isRequest, readable } from './heard.ts';
import {
  addOperator,
  changeDeadline,
  changeStatus,
  type ChatStart,
  getChat,
  handOver,
  inputsReceived,
  removeOperator,
  setContact,
  settingsPublished,
} from './messages.ts';
import { Lineage } from './lineage.ts';
import type { Kept } from './needs.ts';
import { Queue, refused } from './queue.ts';
import { refusalOf } from './requests.ts';
import { mustRoll } from './roll.ts';
import { Shown } from './shown.ts';
import type { ChatState, Identity, Own, RecoveredCode, Request } from './vocabulary.ts';
import { NO_RULES } from '../settings/merge.ts';
import type { Rules } from '../settings/vocabulary.ts';

/** One client's open chat, from the first message to *Finished*. The shell: it feeds `decide` and carries out what it says. */
export async function chatWorkflow(start: ChatStart): Promise<void> {
  let chat: ChatState | null = readable(start).carried?.chat ?? null;
  let rules: Rules = NO_RULES;
  let decidedBy: Rules | null = null;
  let identity: Identity = { clientId: start.clientId, pageId: start.pageId, run: workflowInfo().runId };
  const queue = new Queue(start);
  const lineage = new Lineage(start);
  const timer = new NextDeadline('next deadline');
  const hands = new Hands();
  const shown = new Shown();
  let recovered: RecoveredCode | null = null;
  let [undelivered, profileKnown, profileFresh, deciding] = [false, true, false, false];
  const continues = workflowInfo().continuedFromExecutionRunId !== undefined;
  let ready = continues && !start.readsSettings;

  setHandler(inputsReceived, (told, telling) => {
    if (!queue.hear(told, telling)) log.warn('what was told cannot be understood');
    hands.wake();
  });
  setHandler(settingsPublished, (revision) => queue.tellSettings(Number.isSafeInteger(revision) ? revision : 0));
  setHandler(getChat, () => chat);
  for (const update of [changeStatus, addOperator, removeOperator, setContact, handOver, changeDeadline]) {
    setHandler(update, ask, { validator: validate });
  }
  if (!ready) await takeUp();
  arm();

  // What was only told again leaves nothing to do.
  if (chat === null && queue.length === 0) return leave();
  do {
    await condition(() => isBusy() || mustRoll(start));
    // Before the queue is touched: a busy chat must roll over too.
    if (mustRoll(start) && allHandlersFinished()) await rollOver(chat);
    if (isBusy()) await step();
    else await condition(() => allHandlersFinished() || isBusy());
  } while (chat !== null);
  return leave();

  /** The engine may have lost the run before this one, or told again what that one decided: PostgreSQL knows. */
  async function takeUp(): Promise<void> {
    queue.outdated = false;
    const kept = await hands.loadChat({ clientId: start.clientId });
    read(kept);
    if (continues) queue.outdated ||= (kept.epoch?.number ?? 0) > queue.epoch;
    else {
      begin(kept);
      // Saved by this very run: a try of its first task was lost, and nothing else.
      if (chat !== null && !lineage.isOwn(kept)) recovered = lineage.whyStarted(kept);
    }
    ready = true;
  }

  /** What is believed here is not what PostgreSQL keeps: it is right. `why` null: whether that is so turns out here. */
  async function takeUpAnew(why: RecoveredCode | null): Promise<void> {
    queue.outdated = false;
    const kept = await hands.loadChat({ clientId: start.clientId });
    const reason = why ?? lineage.whyAnother(kept);
    read(kept);
    begin(kept);
    if (chat !== null) recovered = reason;
    arm();
  }

  function begin(kept: Kept): void {
    queue.takeUp(kept);
    lineage.takeUp(kept);
    chat = kept.carried?.chat ?? null;
  }

  function read(kept: Kept): void {
    // Kept by an older build it says nothing of settings.
    const {
      rules: inForce = NO_RULES,
      before = null,
      known = {},
      profileKnown: isKnown = true,
    } = kept as Partial<Kept>;
    rules = inForce;
    decidedBy = before;
    identity = { ...identity, known };
    profileKnown = isKnown;
  }

  function isBusy(): boolean {
    const knowsOfMore = decidedBy !== null || queue.settings > rules.revision || queue.outdated;
    return queue.length > 0 || timer.due || recovered !== null || knowsOfMore;
  }

  function arm(): void {
    timer.set(chat ? deadlinesOf(chat, rules)[0]?.at : undefined);
  }

  async function step(): Promise<void> {
    deciding = true;
    await (queue.outdated ? takeUpAnew(null) : decideAll());
    deciding = false;
  }

  /** Decides about all that waits, saves it, and only then answers those who asked. */
  async function decideAll(): Promise<void> {
    const before = decidedBy ?? rules;
    decidedBy = null;
    if (queue.settings > rules.revision || speaksNext()) await catchUp();
    if (chat === null && !profileKnown && needsLanguage(rules)) {
      profileFresh = await hands.askForLanguage(start.clientId);
      profileKnown = true;
    }
    const follows: Own | null = rules.revision > before.revision ? { kind: 'settings_changed', before } : null;
    const batch = takeBatch(queue, chat, [own(), follows], Date.now(), identity, rules);
    recovered = null;
    const saved = await save(batch);
    if (typeof saved === 'string') {
      queue.begin(
        queue.epoch,
        batch.settled.map(({ ticket }) => ticket),
      );
      return takeUpAnew(saved);
    }
    chat = saved;
    arm();
    for (const { ticket, refusal } of batch.settled) ticket.settle(refusal);
  }

  async function leave(): Promise<void> {
    // Whoever asked for something in the last moment is told, not left waiting.
    while (!allHandlersFinished()) {
      queue.refuseRequests({ code: 'CHAT_FINISHED', by: null });
      await condition(() => allHandlersFinished() || queue.hasRequests);
    }
    // Written after the end: the next chat, in a run of its own.
    if (queue.length > 0) await rollOver(null);
  }

  function own(): Own | null {
    if (recovered) return { kind: 'recovered', code: recovered };
    // What was told in the same moment comes first: it may be the answer for which the deadline waited.
    const deadline = timer.due && chat && queue.length === 0 ? deadlinesOf(chat, rules)[0] : undefined;
    return deadline ? { kind: 'deadline', deadline, undelivered } : null;
  }

  /** A deadline is due at which the chat says or changes something. */
  function speaksNext(): boolean {
    const happened = own();
    return happened?.kind === 'deadline' && happened.deadline.kind !== 'window_closes';
  }

  /** After an outage a timer may fire before the relay tells of the answer that makes it needless: PostgreSQL has it already. */
  async function catchUp(): Promise<void> {
    const now = await hands.catchUp({ clientId: start.clientId });
    rules = now.rules;
    undelivered = now.undelivered;
    queue.settings = Math.min(queue.settings, rules.revision);
    if (queue.length === 0) queue.tell(now.undecided);
  }

  /** A word instead of a chat: nothing was kept, for this reason. */
  async function save(batch: Batch): Promise<ChatState | null | RecoveredCode> {
    const settled = queue.settledWith(batch.settled.map(({ ticket }) => ticket));
    const saving = savingOf(batch, { seen: queue.seenNumbers(), settled }, lineage.next(), identity, rules);
    if (nothingHappened(batch)) return batch.chat;
    const { chatId, number, stale, ...kept } = await hands.saveDecisions(saving, isFinal(batch));
    if (stale) return stale;
    lineage.kept(kept);
    queue.settled = settled;
    if (!saving.chat) return null;
    const saved: ChatState = { ...saving.chat, chatId };
    shown.show(saved, number);
    if (saved.status === 'finished') return null;
    if (saved.profileAsked) return saved;
    // Not awaited: nobody waits for a name.
    if (!profileFresh) void hands.askForProfile(start.clientId);
    return { ...saved, profileAsked: true };
  }

  async function ask(request: Request & { after: number; epoch?: number }): Promise<null> {
    // Answers accepted before the request come first, also when they are still on their way.
    const { after, epoch, ...asked } = request;
    if (epoch !== undefined) queue.tell([], { epoch });
    if (!ready) await condition(() => ready);
    if (after > queue.newest && !(await condition(() => queue.newest >= after, '5s'))) {
      throw ApplicationFailure.nonRetryable('earlier inputs have not arrived', 'ENGINE_UNAVAILABLE');
    }
    await queue.ask(asked, currentUpdateInfo()?.id);
    return null;
  }

  /** Refuses without an event what it can judge already: nothing accepted before the request is still to be decided. */
  function validate(asked: unknown): void {
    if (!isRequest(asked)) throw ApplicationFailure.nonRetryable('no request', 'BAD_REQUEST');
    const isTimely = asked.after <= queue.newest && (asked.epoch ?? 0) <= queue.epoch;
    const refusal = chat && ready && !deciding && !isBusy() && isTimely ? refusalOf(chat, asked, rules) : null;
    if (refusal) throw refused(refusal);
  }

  async function rollOver(next: ChatState | null): Promise<never> {
    return continueAsNew<typeof chatWorkflow>({
      clientId: start.clientId,
      pageId: start.pageId,
      carried: { chat: next, seen: queue.seenNumbers(), settled: queue.settled },
      after: lineage.after,
      epoch: queue.epoch,
      inbox: queue.inbox(),
      known: queue.known,
      readsSettings: true,
      ...(start.rollAt === undefined ? {} : { rollAt: start.rollAt }),
    });
  }
}
