import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, unchanged } from '../and-then.ts';
import { because } from '../say.ts';
import type { ChatState, Decision, Input, Millis, Reasons } from '../vocabulary.ts';
import { ASK, occasionOf, phaseOf } from './phase.ts';

type NotSaid = Extract<Input, { kind: 'not_said' }>;

/** Whoever works with the client now does not wait for the rest of their contact. */
export function stopCollecting(chat: ChatState, code: 'taken_over' | 'skipped', now: Millis, by?: string): OpenOutcome {
  if (phaseOf(chat) === 'open') return unchanged(chat);
  return {
    chat: { ...handOver(chat, now), noContact: true },
    decisions: [{ kind: 'contact', at: now, ...(by ? { by } : {}), reason: { code } }],
    commands: [],
  };
}

/** Enough was asked: an operator gets the chat all the same, marked as one without contact. */
export function giveUp(
  chat: ChatState,
  setting: 'contactAttempts' | 'contactMinutes',
  now: Millis,
  rules: Rules,
  dueAt?: Millis,
): OpenOutcome {
  const decision: Decision = { kind: 'contact', at: now, reason: { code: 'gave_up', ...because(setting, rules) } };
  return {
    chat: { ...handOver(chat, now), noContact: true },
    decisions: [dueAt === undefined ? decision : { ...decision, dueAt }],
    commands: [],
  };
}

/**
 * The question on which the chat waits was left out as it was written. A reminder is none: the client has the question.
 */
export function hearNotSaid(chat: ChatState, input: NotSaid, now: Millis, rules: Rules): OpenOutcome {
  const { collection } = chat;
  const isPresent = collection && input.at >= collection.since && input.key === occasionOf(collection);
  return isPresent ? handOverUnasked(chat, now, rules) : unchanged(chat);
}

/** The question never reached the client, who cannot answer it: whoever can be there takes over. */
export function handOverUnasked(chat: ChatState, now: Millis, rules: Rules, dueAt?: Millis): OpenOutcome {
  const phase = phaseOf(chat);
  if (phase === 'open') return unchanged(chat);
  const reason: Reasons['contact'] = { code: 'not_asked', ...because(ASK[phase].setting, rules) };
  return {
    chat: { ...handOver(chat, now), noContact: true },
    decisions: [{ kind: 'contact', at: now, reason, ...(dueAt === undefined ? {} : { dueAt }) }],
    commands: [],
  };
}

/** The request is an operator's from now on. */
export function handOver(chat: ChatState, now: Millis): ChatState {
  const { collection: _done, ...rest } = chat;
  return { ...rest, phase: 'open', handedOverAt: now };
}
