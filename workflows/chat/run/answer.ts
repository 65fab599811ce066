import { ApplicationFailure, condition, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import type { Run } from './run.ts';
import { isTimely } from '../parse/request.ts';
import {
  addOperator,
  changeDeadline,
  changeStatus,
  deleteChat,
  handOver,
  removeOperator,
  setContact,
  transfer,
  undoFinish,
} from '../interface.ts';
import { refused } from './ticket.ts';
import { refusalOf } from '../requests/refuse.ts';
import type { Request } from '../vocabulary.ts';

type Timely = Request & { after: number; epoch?: number };

const UPDATES = [
  changeStatus,
  undoFinish,
  deleteChat,
  addOperator,
  removeOperator,
  transfer,
  setContact,
  handOver,
  changeDeadline,
] as const;

/** Takes requests: each is answered once it was decided about and saved. */
export function takeRequests(run: Run): void {
  for (const update of UPDATES) {
    setHandler(update, (request: Timely) => ask(run, request), {
      validator: (asked: unknown) => validate(run, asked),
    });
  }
}

async function ask(run: Run, request: Timely): Promise<null> {
  const { queue } = run;
  // Answers accepted before the request come first, also when they are still on their way.
  const { after, epoch, ...asked } = request;
  if (epoch !== undefined) queue.tell([], { epoch });
  if (!run.ready) await condition(() => run.ready);
  if (after > queue.newest && !(await condition(() => queue.newest >= after, '5s'))) {
    throw ApplicationFailure.nonRetryable('earlier inputs have not arrived', 'ENGINE_UNAVAILABLE');
  }
  await queue.ask(asked, currentUpdateInfo()?.id);
  return null;
}

/** Refuses without an event what it can judge already: nothing accepted before the request is still to be decided. */
function validate(run: Run, asked: unknown): void {
  if (!isTimely(asked)) throw ApplicationFailure.nonRetryable('no request', 'BAD_REQUEST');
  const { chat, ready, deciding, queue, rules } = run;
  const isInTime = asked.after <= queue.newest && (asked.epoch ?? 0) <= queue.epoch;
  const refusal = chat && ready && !deciding && !run.isBusy() && isInTime ? refusalOf(chat, asked, rules) : null;
  if (refusal) throw refused(refusal);
}
