import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, andThen, unchanged } from '../and-then.ts';
import { because } from '../say.ts';
import type { ChatState, ContactFacts, Millis, Reasons } from '../vocabulary.ts';
import { ask } from './ask.ts';
import { handOver } from './hand-over.ts';
import { ASK, phaseOf } from './phase.ts';
import { CONTACT_PARTS, contactOf, missing } from './take.ts';

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
  const what = CONTACT_PARTS.filter((part) => contact[part] && contact[part] !== chat.contact?.[part]);
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
