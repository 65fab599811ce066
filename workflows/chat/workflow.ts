import { allHandlersFinished, condition, log, setHandler } from '@temporalio/workflow';
import { takeRequests } from './run/answer.ts';
import { type ChatStart, getChat, inputsReceived, settingsPublished } from './interface.ts';
import { mustRoll, rollOver } from './run/roll-over.ts';
import { Run } from './run/run.ts';
import { step } from './run/step.ts';
import { takeUp } from './run/take-up.ts';

/**
 * One client's open chat, from the first message to *Finished*. The shell: it feeds `decide` and carries out what it
 * says.
 */
export async function chatWorkflow(start: ChatStart): Promise<void> {
  const run = new Run(start);
  const { queue, activities } = run;

  setHandler(inputsReceived, (told, telling) => {
    if (!queue.hear(told, telling)) log.warn('what was told cannot be understood');
    activities.wake();
  });
  setHandler(settingsPublished, (revision) => queue.tellSettings(Number.isSafeInteger(revision) ? revision : 0));
  setHandler(getChat, () => run.chat);
  takeRequests(run);
  if (!run.ready) await takeUp(run);
  run.arm();

  // What was only told again leaves nothing to do.
  if (run.chat === null && queue.length === 0) return leave(run);
  do {
    await condition(() => run.isBusy() || mustRoll(start, false));
    // Before the queue is touched: a busy chat must roll over too.
    if (mustRoll(start, run.isBusy()) && allHandlersFinished()) await rollOver(run, run.chat);
    if (run.isBusy()) await step(run);
    else await condition(() => allHandlersFinished() || run.isBusy());
  } while (run.chat !== null);
  return leave(run);
}

async function leave(run: Run): Promise<void> {
  const { queue } = run;
  // Whoever asked for something in the last moment is told, not left waiting.
  while (!allHandlersFinished()) {
    queue.refuseRequests({ code: 'CHAT_FINISHED', by: null });
    await condition(() => allHandlersFinished() || queue.hasRequests);
  }
  // Written after the end: the next chat, in a run of its own.
  if (queue.length > 0) await rollOver(run, null);
}
