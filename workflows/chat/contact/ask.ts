import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, unchanged } from '../and-then.ts';
import { say, type Saying } from '../say.ts';
import type { ChatState, Millis } from '../vocabulary.ts';
import { giveUp } from './hand-over.ts';
import { ASK, type Collecting, occasionOf, phaseOf } from './phase.ts';

const NOT_UNDERSTOOD = { collecting_phone: 'phoneNotUnderstood', collecting_email: 'emailNotUnderstood' } as const;

/** The client is asked for the part of their contact that is missing. */
export function ask(chat: ChatState, phase: Collecting, now: Millis, rules: Rules): OpenOutcome {
  const { since = now, asked = 0 } = chat.collection ?? {};
  const collection = { since, asked: asked + 1, askedAt: now, attempts: 0, reminded: false };
  return put({ ...chat, phase, collection }, { ...ASK[phase], key: occasionOf(collection) }, now, rules);
}

/** What came is no answer: that is said, or enough was asked. */
export function notUnderstood(chat: ChatState, phase: Collecting, now: Millis, rules: Rules): OpenOutcome {
  if (!chat.collection) return unchanged(chat);
  const attempts = chat.collection.attempts + 1;
  if (rules.contactAttempts > 0 && attempts >= rules.contactAttempts)
    return giveUp(chat, 'contactAttempts', now, rules);
  const saying: Saying = {
    template: NOT_UNDERSTOOD[phase],
    key: occasionOf({ ...chat.collection, attempts }),
    code: 'not_understood',
    setting: ASK[phase].setting,
  };
  return put({ ...chat, collection: { ...chat.collection, attempts, askedAt: now } }, saying, now, rules);
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

export function thank(chat: ChatState, now: Millis, rules: Rules): OpenOutcome {
  const setting = rules.requireEmail ? 'requireEmail' : 'requirePhone';
  return say(chat, { template: 'contactThanks', key: 'first', code: 'contact_complete', setting }, now, rules);
}

/** A question that cannot be sent is noted: the client would never answer it. */
function put(chat: ChatState, saying: Saying, now: Millis, rules: Rules): OpenOutcome {
  const outcome = say(chat, saying, now, rules);
  if (outcome.commands.length > 0 || !chat.collection) return outcome;
  return { ...outcome, chat: { ...chat, collection: { ...chat.collection, unasked: true } } };
}
