import { behaviourOf } from '../behaviours/index.ts';
import { deadlinesOf } from '../decide.ts';
import { inputsIn } from '../parse/input.ts';
import type { Own } from '../vocabulary.ts';
import { type Batch, needsLanguage, takeBatch } from './batch.ts';
import type { Run } from './run.ts';
import { save } from './save.ts';
import { takeUpAnew } from './take-up.ts';

/** What the chat does with all that waits: it decides, saves, and only then answers those who asked. */
export async function step(run: Run): Promise<void> {
  run.deciding = true;
  await (run.queue.outdated ? takeUpAnew(run, null) : decideAll(run));
  run.deciding = false;
}

async function decideAll(run: Run): Promise<void> {
  const { queue } = run;
  const before = run.decidedBy ?? run.rules;
  run.decidedBy = null;
  if (queue.settings > run.rules.revision || speaksNext(run)) await catchUp(run);
  if (run.chat === null && !run.profileKnown && needsLanguage(run.rules)) {
    run.profileFresh = await run.activities.askForLanguage(run.start.clientId);
    run.profileKnown = true;
  }
  const { chat, rules, identity } = run;
  const follows: Own | null = rules.revision > before.revision ? { kind: 'settings_changed', before } : null;
  const batch = takeBatch(queue, chat, [own(run), follows], Date.now(), identity, rules);
  run.recovered = null;
  const saved = await save(run, batch);
  if (typeof saved === 'string') return beginAnew(run, batch, saved);
  run.chat = saved;
  run.arm();
  for (const { ticket, refusal } of batch.settled) ticket.settle(refusal);
}

/** Nothing was kept: whoever asked is still to be answered. */
function beginAnew(run: Run, { settled }: Batch, why: Parameters<typeof takeUpAnew>[1]): Promise<void> {
  const again = settled.map(({ ticket }) => ticket);
  run.queue.begin(run.queue.epoch, again);
  return takeUpAnew(run, why);
}

function own({ recovered, timer, chat, queue, rules, undelivered }: Run): Own | null {
  if (recovered) return { kind: 'recovered', code: recovered };
  // What was told in the same moment comes first: it may be the answer for which the deadline waited.
  const deadline = timer.due && chat && queue.length === 0 ? deadlinesOf(chat, rules)[0] : undefined;
  return deadline ? { kind: 'deadline', deadline, undelivered } : null;
}

/** A deadline is due at which the chat says or changes something. */
function speaksNext(run: Run): boolean {
  const happened = own(run);
  return happened?.kind === 'deadline' && behaviourOf(happened.deadline.kind)?.isNoted === false;
}

/**
 * After an outage a timer may fire before the relay tells of the answer that makes it needless: PostgreSQL has it
 * already.
 */
async function catchUp(run: Run): Promise<void> {
  const { queue } = run;
  const now = await run.activities.catchUp({ clientId: run.start.clientId });
  run.rules = now.rules;
  run.undelivered = now.undelivered;
  queue.settings = Math.min(queue.settings, run.rules.revision);
  if (queue.length === 0) queue.tell(inputsIn(now.undecided));
}
