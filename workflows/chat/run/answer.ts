import { ApplicationFailure, condition, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import type { Belief } from './run.ts';
import { isRequest } from '../parse/input.ts';
import { addOperator, changeDeadline, changeStatus, handOver, removeOperator, setContact } from '../messages.ts';
import { refused } from './queue.ts';
import { refusalOf } from '../requests/judge.ts';
import type { Steps } from './step.ts';
import type { Request } from '../vocabulary.ts';

type Timely = Request & { after: number; epoch?: number };

/** Takes requests: each is answered once it was decided about and saved. */
export function takeRequests(belief: Belief, steps: Steps): void {
  for (const update of [changeStatus, addOperator, removeOperator, setContact, handOver, changeDeadline]) {
    setHandler(update, (request: Timely) => ask(belief, request), {
      validator: (asked: unknown) => validate(belief, steps, asked),
    });
  }
}

async function ask(belief: Belief, request: Timely): Promise<null> {
  const { queue } = belief;
  // Answers accepted before the request come first, also when they are still on their way.
  const { after, epoch, ...asked } = request;
  if (epoch !== undefined) queue.tell([], { epoch });
  if (!belief.ready) await condition(() => belief.ready);
  if (after > queue.newest && !(await condition(() => queue.newest >= after, '5s'))) {
    throw ApplicationFailure.nonRetryable('earlier inputs have not arrived', 'ENGINE_UNAVAILABLE');
  }
  await queue.ask(asked, currentUpdateInfo()?.id);
  return null;
}

/** Refuses without an event what it can judge already: nothing accepted before the request is still to be decided. */
function validate(belief: Belief, { deciding }: Steps, asked: unknown): void {
  if (!isRequest(asked)) throw ApplicationFailure.nonRetryable('no request', 'BAD_REQUEST');
  const { chat, ready, queue, rules } = belief;
  const isTimely = asked.after <= queue.newest && (asked.epoch ?? 0) <= queue.epoch;
  const refusal = chat && ready && !deciding && !belief.isBusy() && isTimely ? refusalOf(chat, asked, rules) : null;
  if (refusal) throw refused(refusal);
}
