import type { Rules } from '../../settings/vocabulary.ts';
import { because, say, type Saying } from '../say.ts';
import { type OpenOutcome, andThen, unchanged } from '../and-then.ts';
import { correctByEdit, correctByWord } from './correct.ts';
import { contactOf, missing, take } from './take.ts';
import type {
  ChatPhase,
  ChatState,
  Collection,
  ContactFacts,
  Decision,
  Input,
  Millis,
  Reasons,
} from '../vocabulary.ts';

type Wrote = Extract<Input, { kind: 'client_wrote' }>;
type Corrected = Extract<Input, { kind: 'client_corrected' }>;
type NotSaid = Extract<Input, { kind: 'not_said' }>;
type Collecting = Exclude<ChatPhase, 'open'>;

const ASK = {
  collecting_phone: { template: 'askPhone', code: 'phone_required', setting: 'requirePhone' },
  collecting_email: { template: 'askEmail', code: 'email_required', setting: 'requireEmail' },
} as const;
const NOT_UNDERSTOOD = { collecting_phone: 'phoneNotUnderstood', collecting_email: 'emailNotUnderstood' } as const;

export const phaseOf = (chat: ChatState): ChatPhase => chat.phase ?? 'open';

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
  const isPresent = collection && input.at >= collection.since && input.key === keyOf(collection);
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

/** The question once more, after a silence. */
export function remind(chat: ChatState, now: Millis, rules: Rules, dueAt: Millis): OpenOutcome {
  const phase = phaseOf(chat);
  if (phase === 'open' || !chat.collection) return unchanged(chat);
  const asked: ChatState = { ...chat, collection: { ...chat.collection, reminded: true, askedAt: now } };
  const { template } = ASK[phase];
  return say(
    asked,
    { template, key: `${chat.collection.asked} again`, code: 'reminder', setting: 'contactReminderMinutes', dueAt },
    now,
    rules,
  );
}

/** Other settings are in force: what is not required any more is not waited for. */
export function recollect(chat: ChatState, now: Millis, rules: Rules): OpenOutcome {
  const before = phaseOf(chat);
  if (before === 'open' || missing(chat, rules) === before) return unchanged(chat);
  const reason: Reasons['contact'] = { code: 'not_required', ...because(ASK[before].setting, rules) };
  return andThen({ chat, decisions: [{ kind: 'contact', at: now, reason }], commands: [] }, (known) =>
    goOn(known, now, rules),
  );
}

/** What a person says the client's contact is. */
export function setContact(chat: ChatState, contact: ContactFacts, by: string, now: Millis, rules: Rules): OpenOutcome {
  const what = (['phone', 'email'] as const).filter((part) => contact[part] && contact[part] !== chat.contact?.[part]);
  const kept: OpenOutcome = {
    chat: contactOf(chat, contact),
    decisions: what.map((part) => ({ kind: 'contact', at: now, by, reason: { code: 'set', what: part } })),
    commands: [{ kind: 'keep_contact', contact }],
  };
  return andThen(kept, (known) => goOn(known, now, rules));
}

/** What is known by now is not asked for any more. */
function goOn(chat: ChatState, now: Millis, rules: Rules): OpenOutcome {
  const before = phaseOf(chat);
  const phase = missing(chat, rules);
  if (before === 'open' || phase === before) return unchanged(chat);
  if (phase === 'open') return unchanged(handOver(chat, now));
  return ask(chat, phase, now, rules);
}

function ask(chat: ChatState, phase: Collecting, now: Millis, rules: Rules): OpenOutcome {
  const { since = now, asked = 0 } = chat.collection ?? {};
  const collection = { since, asked: asked + 1, askedAt: now, attempts: 0, reminded: false };
  return put({ ...chat, phase, collection }, { ...ASK[phase], key: keyOf(collection) }, now, rules);
}

/** The occasion of the present question, or of saying that its answer was not understood. */
function keyOf({ asked, attempts }: Pick<Collection, 'asked' | 'attempts'>): string {
  return attempts === 0 ? String(asked) : `${asked}.${attempts}`;
}

function notUnderstood(chat: ChatState, phase: Collecting, now: Millis, rules: Rules): OpenOutcome {
  if (!chat.collection) return unchanged(chat);
  const attempts = chat.collection.attempts + 1;
  if (rules.contactAttempts > 0 && attempts >= rules.contactAttempts)
    return giveUp(chat, 'contactAttempts', now, rules);
  const saying: Saying = {
    template: NOT_UNDERSTOOD[phase],
    key: keyOf({ ...chat.collection, attempts }),
    code: 'not_understood',
    setting: ASK[phase].setting,
  };
  return put({ ...chat, collection: { ...chat.collection, attempts, askedAt: now } }, saying, now, rules);
}

/** A question that cannot be sent is noted: the client would never answer it. */
function put(chat: ChatState, saying: Saying, now: Millis, rules: Rules): OpenOutcome {
  const outcome = say(chat, saying, now, rules);
  if (outcome.commands.length > 0 || !chat.collection) return outcome;
  return { ...outcome, chat: { ...chat, collection: { ...chat.collection, unasked: true } } };
}

function thank(chat: ChatState, now: Millis, rules: Rules): OpenOutcome {
  const setting = rules.requireEmail ? 'requireEmail' : 'requirePhone';
  return say(chat, { template: 'contactThanks', key: 'first', code: 'contact_complete', setting }, now, rules);
}

function handOver(chat: ChatState, now: Millis): ChatState {
  const { collection: _done, ...rest } = chat;
  return { ...rest, phase: 'open', handedOverAt: now };
}
