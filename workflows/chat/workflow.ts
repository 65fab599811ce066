import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  log,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { type Batch, savingOf, takeBatch } from './batch.ts';
import { NextDeadline } from './deadline.ts';
import { deadlinesOf } from './decide.ts';
import { details } from './details.ts';
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
import type { ChatNeeds, Kept } from './needs.ts';
import { Queue, refused } from './queue.ts';
import { refusalOf } from './requests.ts';
import { OPERATORS, STATUS } from './search-attributes.ts';
import type { ChatState, Identity, Own, Request } from './vocabulary.ts';
import { NO_RULES } from '../settings/merge.ts';
import type { Rules } from '../settings/vocabulary.ts';

// Local: it takes milliseconds, and a marker is one event where an activity is six. It retries until the database is back.
// If the workflow task fails before the marker is kept, it runs again with at least the same inputs and overwrites.
const local = proxyLocalActivities<ChatNeeds>({
  summary: 'keep what was decided',
  startToCloseTimeout: '10s',
  localRetryThreshold: '30s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});
// What a person asked, what the chat says by itself and its end are saved by an ordinary activity. An update is only kept with the task
// that accepts it, and a task that is taken again with more inputs may decide otherwise: nobody may have seen or got it by then.
const durable = proxyActivities<ChatNeeds>({
  summary: 'keep what cannot be taken back',
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});
// A name is nice to have: after a quarter of an hour the chat does without.
const { fetchProfile } = proxyActivities<ChatNeeds>({
  summary: "ask Meta for the client's name",
  startToCloseTimeout: '20s',
  scheduleToCloseTimeout: '15m',
  retry: { initialInterval: '2s', maximumInterval: '2m' },
});

// The language of the first automatic message is that of the profile: it is worth a moment, and no more.
const { fetchProfile: fetchProfileAtOnce } = proxyActivities<ChatNeeds>({
  summary: "ask Meta for the client's language",
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '6s',
  retry: { initialInterval: '500ms', maximumAttempts: 3 },
});

/** One client's open chat, from the first message to *Finished*. The shell: it feeds `decide` and carries out what it says. */
export async function chatWorkflow(start: ChatStart): Promise<void> {
  let chat: ChatState | null = start.carried?.chat ?? null;
  let rules: Rules = NO_RULES;
  let identity: Identity = { clientId: start.clientId, pageId: start.pageId, run: workflowInfo().runId };
  const queue = new Queue(start.carried?.seen ?? [], start.inbox ?? [], start.known ?? 0);
  const timer = new NextDeadline('next deadline');
  let published = '';
  let forgotten = false;
  let profileKnown = true;
  let profileFresh = false;
  const continues = workflowInfo().continuedFromExecutionRunId !== undefined;
  let ready = continues && !start.readsSettings;

  setHandler(inputsReceived, (inputs) => queue.tell(inputs));
  setHandler(settingsPublished, (revision) => queue.tellSettings(revision));
  setHandler(getChat, () => chat);
  for (const update of [changeStatus, addOperator, removeOperator, setContact, handOver, changeDeadline]) {
    setHandler(update, ask, { validator: (request: Request) => validate(request) });
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
    const kept = await local.loadChat({ clientId: start.clientId });
    // Kept by an older build it says nothing of settings.
    const { rules: inForce = NO_RULES, known = {}, profileKnown: isKnown = true } = kept as Partial<Kept>;
    rules = inForce;
    identity = { ...identity, known };
    profileKnown = isKnown;
    if (!continues) {
      queue.takeUp(kept);
      chat = kept.carried?.chat ?? null;
      forgotten = chat !== null;
    }
    ready = true;
  }

  function isBusy(): boolean {
    return queue.length > 0 || timer.due || forgotten || queue.settings > rules.revision;
  }

  function arm(): void {
    timer.set(chat ? deadlinesOf(chat, rules)[0]?.at : undefined);
  }

  /** Decides about all that waits, saves it, and only then answers those who asked. */
  async function step(): Promise<void> {
    const happened = own();
    const before = rules;
    if (
      queue.settings > rules.revision ||
      (happened?.kind === 'deadline' && happened.deadline.kind !== 'window_closes')
    )
      await readRules();
    if (chat === null && !profileKnown && speaksFirst(rules)) await askForLanguage();
    const follows: Own | null = rules.revision > before.revision ? { kind: 'settings_changed', before } : null;
    const batch = takeBatch(queue, chat, [happened, follows], Date.now(), identity, rules);
    forgotten = false;
    chat = await save(batch);
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
    if (forgotten) return { kind: 'recovered' };
    // What was told in the same moment comes first: it may be the answer for which the deadline waited.
    const deadline = timer.due && chat && queue.length === 0 ? deadlinesOf(chat, rules)[0] : undefined;
    return deadline ? { kind: 'deadline', deadline } : null;
  }

  async function readRules(): Promise<void> {
    rules = await local.loadRules({ pageId: start.pageId });
    queue.settings = Math.min(queue.settings, rules.revision);
  }

  async function askForLanguage(): Promise<void> {
    profileFresh = await fetchProfileAtOnce({ clientId: start.clientId }).then(
      () => true,
      () => false,
    );
    profileKnown = true;
  }

  async function save(batch: Batch): Promise<ChatState | null> {
    const saving = savingOf(batch, queue.seenNumbers(), identity, rules);
    if (nothingHappened(batch)) return batch.chat;
    const { saveDecisions } = isFinal(batch) ? durable : local;
    const { chatId, number } = await saveDecisions(saving);
    if (!saving.chat) return null;
    const saved: ChatState = { ...saving.chat, chatId };
    publish(saved, number);
    if (saved.status === 'finished') return null;
    if (saved.profileAsked) return saved;
    // Not awaited: nobody waits for a name.
    if (!profileFresh)
      fetchProfile({ clientId: start.clientId }).catch((error: unknown) =>
        log.warn('no profile', { error: String(error) }),
      );
    return { ...saved, profileAsked: true };
  }

  function publish(saved: ChatState, number: number | null): void {
    setCurrentDetails(details(saved, number));
    const operators = saved.operators.map(({ id }) => id);
    const now = JSON.stringify([saved.status, operators]);
    if (now === published) return;
    published = now;
    upsertSearchAttributes([
      { key: STATUS, value: saved.status },
      { key: OPERATORS, value: operators },
    ]);
  }

  async function ask(request: Request & { after: number }): Promise<null> {
    // Answers accepted before the request come first, also when they are still on their way.
    const { after, ...asked } = request;
    if (!ready) await condition(() => ready);
    if (after > queue.newest && !(await condition(() => queue.newest >= after, '5s'))) {
      throw ApplicationFailure.nonRetryable('earlier inputs have not arrived', 'ENGINE_UNAVAILABLE');
    }
    await queue.ask(asked);
    return null;
  }

  function validate(request: Request): void {
    // Before the first decision there is nothing to refuse by yet.
    const refusal = chat && queue.length === 0 ? refusalOf(chat, request, rules) : null;
    if (refusal) throw refused(refusal);
  }

  async function rollOver(next: ChatState | null): Promise<never> {
    return continueAsNew<typeof chatWorkflow>({
      clientId: start.clientId,
      pageId: start.pageId,
      carried: { chat: next, seen: queue.seenNumbers() },
      inbox: queue.inbox(),
      known: queue.known,
      readsSettings: true,
      ...(start.rollAt === undefined ? {} : { rollAt: start.rollAt }),
    });
  }
}

function mustRoll(start: ChatStart): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > (start.rollAt ?? Infinity);
}

/** Whether it has to stand exactly as it was decided: somebody was answered, something is said, or the chat ends. */
function isFinal({ settled, commands, chat }: Batch): boolean {
  return settled.length > 0 || commands.some(({ kind }) => kind === 'say') || chat?.status === 'finished';
}

/** Whether a client may get an automatic message to their very first word. */
function speaksFirst({ requirePhone, requireEmail, outOfHoursMessage }: Rules): boolean {
  return requirePhone || requireEmail || outOfHoursMessage;
}

function nothingHappened(batch: Batch): boolean {
  return batch.decisions.length + batch.commands.length + batch.inputs.length === 0;
}
