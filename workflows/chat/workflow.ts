import { allHandlersFinished, condition, log, setHandler } from '@temporalio/workflow';
import { takeRequests } from './run/answer.ts';
import { Belief } from './run/run.ts';
import { type ChatStart, getChat, inputsReceived, settingsPublished } from './messages.ts';
import { mustRoll, rollOver } from './run/roll-over.ts';
import { Steps } from './run/step.ts';

/**
 * One client's open chat, from the first message to *Finished*. The shell: it feeds `decide` and carries out what it
 * says.
 */
export async function chatWorkflow(start: ChatStart): Promise<void> {
  const belief = new Belief(start);
  const { queue, hands } = belief;
  const steps = new Steps(belief);

  setHandler(inputsReceived, (told, telling) => {
    if (!queue.hear(told, telling)) log.warn('what was told cannot be understood');
    hands.wake();
  });
  setHandler(settingsPublished, (revision) => queue.tellSettings(Number.isSafeInteger(revision) ? revision : 0));
  setHandler(getChat, () => belief.chat);
  takeRequests(belief, steps);
  if (!belief.ready) await belief.takeUp();
  belief.arm();

  // What was only told again leaves nothing to do.
  if (belief.chat === null && queue.length === 0) return leave(belief);
  do {
    await condition(() => belief.isBusy() || mustRoll(start));
    // Before the queue is touched: a busy chat must roll over too.
    if (mustRoll(start) && allHandlersFinished()) await rollOver(belief, belief.chat);
    if (belief.isBusy()) await steps.step();
    else await condition(() => allHandlersFinished() || belief.isBusy());
  } while (belief.chat !== null);
  return leave(belief);
}

async function leave(belief: Belief): Promise<void> {
  const { queue } = belief;
  // Whoever asked for something in the last moment is told, not left waiting.
  while (!allHandlersFinished()) {
    queue.refuseRequests({ code: 'CHAT_FINISHED', by: null });
    await condition(() => allHandlersFinished() || queue.hasRequests);
  }
  // Written after the end: the next chat, in a run of its own.
  if (queue.length > 0) await rollOver(belief, null);
}
