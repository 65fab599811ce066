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
import { addOperator, changeStatus, type ChatStart, getChat, inputsReceived, removeOperator } from './messages.ts';
import type { ChatNeeds } from './needs.ts';
import { Queue, refused } from './queue.ts';
import { refusalOf } from './requests.ts';
import { OPERATORS, STATUS } from './search-attributes.ts';
import type { ChatState, Identity, Own, Request } from './vocabulary.ts';

// Local: it takes milliseconds, and a marker is one event where an activity is six. It retries until the database is back.
// If the workflow task fails before the marker is kept, it runs again with at least the same inputs and overwrites.
const local = proxyLocalActivities<ChatNeeds>({
  summary: 'keep what was decided',
  startToCloseTimeout: '10s',
  localRetryThreshold: '30s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});
// What a person asked is saved by an ordinary activity: an update is only kept with the task that accepts it, and what it changed must
// not be seen by anybody while it can still vanish.
const durable = proxyActivities<ChatNeeds>({
  summary: 'save what a person asked for',
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

/** One client's open chat, from the first message to *Finished*. The shell: it feeds `decide` and carries out what it says. */
export async function chatWorkflow(start: ChatStart): Promise<void> {
  let chat: ChatState | null = start.carried?.chat ?? null;
  const identity: Identity = { clientId: start.clientId, pageId: start.pageId, run: workflowInfo().runId };
  const queue = new Queue(start.carried?.seen ?? [], start.inbox ?? [], start.known ?? 0);
  const timer = new NextDeadline('window closes');
  let published = '';
  let forgotten = false;
  let ready = workflowInfo().continuedFromExecutionRunId !== undefined;

  setHandler(inputsReceived, (inputs) => queue.tell(inputs));
  setHandler(getChat, () => chat);
  for (const update of [changeStatus, addOperator, removeOperator]) {
    setHandler(update, ask, { validator: (request: Request) => validate(request) });
  }
  if (!ready) await takeUp();
  timer.set(chat ? deadlinesOf(chat)[0]?.at : undefined);

  // What was only told again leaves nothing to do.
  if (chat === null && queue.length === 0) return leave();
  do {
    await condition(() => queue.length > 0 || timer.due || forgotten || mustRoll(start));
    // Before the queue is touched: a busy chat must roll over too.
    if (mustRoll(start) && allHandlersFinished()) await rollOver(chat);
    if (queue.length > 0 || timer.due || forgotten) await step();
    else await condition(() => allHandlersFinished() || queue.length > 0 || timer.due);
  } while (chat !== null);
  return leave();

  /** The engine may have lost the run before this one, or told again what that one decided: PostgreSQL knows. */
  async function takeUp(): Promise<void> {
    const kept = await local.loadChat({ clientId: start.clientId });
    queue.takeUp(kept);
    chat = kept.carried?.chat ?? null;
    forgotten = chat !== null;
    ready = true;
  }

  /** Decides about all that waits, saves it, and only then answers those who asked. */
  async function step(): Promise<void> {
    const batch = takeBatch(queue, chat, own(), Date.now(), identity);
    forgotten = false;
    chat = await save(batch);
    timer.set(chat ? deadlinesOf(chat)[0]?.at : undefined);
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
    const deadline = timer.due && chat ? deadlinesOf(chat)[0] : undefined;
    return deadline ? { kind: 'deadline', deadline } : null;
  }

  async function save(batch: Batch): Promise<ChatState | null> {
    const saving = savingOf(batch, queue.seenNumbers(), identity);
    if (nothingHappened(batch)) return batch.chat;
    const { saveDecisions } = batch.settled.length > 0 ? durable : local;
    const { chatId, number } = await saveDecisions(saving);
    if (!saving.chat) return null;
    const saved: ChatState = { ...saving.chat, chatId };
    publish(saved, number);
    if (saved.status === 'finished') return null;
    if (saved.profileAsked) return saved;
    // Not awaited: nobody waits for a name.
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
    const refusal = chat && queue.length === 0 ? refusalOf(chat, request) : null;
    if (refusal) throw refused(refusal);
  }

  async function rollOver(next: ChatState | null): Promise<never> {
    return continueAsNew<typeof chatWorkflow>({
      clientId: start.clientId,
      pageId: start.pageId,
      carried: { chat: next, seen: queue.seenNumbers() },
      inbox: queue.inbox(),
      known: queue.known,
      ...(start.rollAt === undefined ? {} : { rollAt: start.rollAt }),
    });
  }
}

function mustRoll(start: ChatStart): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > (start.rollAt ?? Infinity);
}

function nothingHappened(batch: Batch): boolean {
  return batch.decisions.length + batch.commands.length + batch.inputs.length === 0;
}
