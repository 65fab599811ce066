import type { OpenOutcome } from '../and-then.ts';
import type { ChatState, Input, Millis, Outcome, Reasons } from '../vocabulary.ts';

/** Whoever asks for more gets this: what ends does nothing else meanwhile. */
const LONGEST_MS: Millis = 60_000;

/** It ends once nobody can undo that any more; told again, it ends no later. */
export function beginFinish(chat: ChatState, by: string, undoFor: Millis, now: Millis): OpenOutcome {
  if (chat.ending) return { chat, decisions: [], commands: [] };
  const until = now + Math.min(undoFor, LONGEST_MS);
  return {
    chat: { ...chat, ending: { by, at: now, until } },
    decisions: [{ kind: 'finishing', at: now, by, dueAt: until, reason: { code: 'operator_said' } }],
    commands: [],
  };
}

/** A person undoes it. */
export function undoFinish(chat: ChatState, by: string, now: Millis): OpenOutcome {
  const { ending: _undone, ...rest } = chat;
  return { chat: rest, decisions: [{ kind: 'kept_open', at: now, by, reason: { code: 'undone' } }], commands: [] };
}

/**
 * What speaks against an end that is still to come: who writes goes on with whom they talked to, instead of beginning
 * anew with somebody else, and who was not reached was not served.
 */
const SPEAKS_AGAINST: { [K in Input['kind']]?: Reasons['kept_open']['code'] } = {
  client_wrote: 'client_wrote',
  operator_replied: 'operator_answered',
  answered_in_meta: 'operator_answered',
  answer_failed: 'answer_failed',
};

/** The chat goes on where something was told that speaks against its end. */
export function keepOpen(chat: ChatState | null, input: Input, now: Millis): Outcome {
  const code = SPEAKS_AGAINST[input.kind];
  if (!chat?.ending || !code) return { chat, decisions: [], commands: [] };
  const { ending: _calledOff, ...rest } = chat;
  return { chat: rest, decisions: [{ kind: 'kept_open', at: now, reason: { code } }], commands: [] };
}
