import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, andThen } from '../and-then.ts';
import type { ChatState, Input, Millis } from '../vocabulary.ts';
import { ask, notUnderstood, thank } from './ask.ts';
import { correctByEdit, correctByWord } from './correct.ts';
import { handOver } from './hand-over.ts';
import { phaseOf } from './phase.ts';
import { missing, take } from './take.ts';

type Wrote = Extract<Input, { kind: 'client_wrote' }>;
type Corrected = Extract<Input, { kind: 'client_corrected' }>;

/** The first word of a chat: the request is held back until the contact that is required is known. */
export function beginCollecting(chat: ChatState, input: Wrote, now: Millis, rules: Rules): OpenOutcome {
  const taken = take(chat, input.contact, input, now, rules);
  const phase = missing(taken.chat, rules);
  return phase === 'open' ? taken : andThen(taken, (known) => ask(known, phase, now, rules));
}

/**
 * A word of a client who is being asked: the answer, a correction of what they gave before, or something else. What was
 * written before the question is no answer to it.
 */
export function hearAnswer(chat: ChatState, input: Wrote, now: Millis, rules: Rules): OpenOutcome {
  const { collection } = chat;
  const before = phaseOf(chat);
  const corrected = correctByWord(chat, input, now);
  if (before === 'open' || !collection) return corrected;
  const isAnswer = input.at > collection.askedAt;
  const found = isAnswer ? (input.answer ?? input.contact) : input.contact;
  const taken = andThen(corrected, (known) => take(known, found, input, now, rules));
  if (missing(taken.chat, rules) !== before || collection.unasked)
    return andThen(taken, (known) => goAhead(known, now, rules));
  if (input.opens !== 'message' || !isAnswer || corrected.decisions.length > 0) return taken;
  return andThen(taken, (known) => notUnderstood(known, before, now, rules));
}

/** A message of theirs says something else now: what was taken from it follows, and what was not understood may be. */
export function hearCorrected(chat: ChatState, input: Corrected, now: Millis, rules: Rules): OpenOutcome {
  const { collection } = chat;
  const before = phaseOf(chat);
  const corrected = correctByEdit(chat, input, now);
  if (before === 'open' || !collection) return corrected;
  const found = input.at > collection.askedAt ? input.answer : input.contact;
  const said = { messageId: input.about, at: input.at };
  const taken = andThen(corrected, (known) => take(known, found, said, now, rules));
  return missing(taken.chat, rules) === before ? taken : andThen(taken, (known) => goAhead(known, now, rules));
}

/** Something of it was given: the next question, or thanks. */
function goAhead(chat: ChatState, now: Millis, rules: Rules): OpenOutcome {
  const phase = missing(chat, rules);
  return phase === 'open' ? thank(handOver(chat, now), now, rules) : ask(chat, phase, now, rules);
}
