import type { DecisionOf } from '../decisions.ts';
import type { ChatStatus, Millis } from './basic.ts';
import type { Outcome } from './outcome.ts';
import type { ChatState } from './state.ts';

/** A person puts a chat into the bin. One that was open has ended by then, and nobody tells its client. */
export function deletion(from: ChatStatus, by: string, now: Millis): DecisionOf<'deleted'> {
  return { kind: 'deleted', at: now, by, reason: { code: 'operator_said', from } };
}

/** An open chat ends as it is: it comes back so. */
export function deleteOpen(
  { ending: _over, ...chat }: ChatState,
  by: string,
  now: Millis,
): Outcome & { chat: ChatState } {
  return {
    chat: { ...chat, status: 'finished' },
    decisions: [deletion(chat.status, by, now)],
    commands: [],
  };
}

/** A person puts it back: as it stood, but finished where its client has begun another one meanwhile. */
export function restoration(from: ChatStatus, beganAnew: boolean, by: string, now: Millis): DecisionOf<'restored'> {
  const isOver = from !== 'finished' && beganAnew;
  const reason = isOver
    ? ({ code: 'began_anew', to: 'finished' } as const)
    : ({ code: 'operator_said', to: from } as const);
  return { kind: 'restored', at: now, by, reason };
}

/** Stands for the run of a save that no run of a workflow made: it came out of the bin, or went into it finished. */
export const NO_RUN = 'bin';
