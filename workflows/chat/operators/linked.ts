import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, andThen } from '../and-then.ts';
import type { ChatState, InputOf, Millis, Reasons } from '../vocabulary.ts';
import { seekByContact } from './seek.ts';

/** A person says whose chat it is. */
export function hearLinked(chat: ChatState, input: InputOf<'contact_linked'>, now: Millis, rules: Rules): OpenOutcome {
  const { contactId, by } = input;
  const reason: Reasons['linked'] = contactId === null ? { code: 'unlinked' } : { code: 'by_hand', contact: contactId };
  const linked: OpenOutcome = { chat, decisions: [{ kind: 'linked', at: now, by, reason }], commands: [] };
  // Nobody is the manager of a client who is none of the contacts.
  if (contactId === null && chat.wanted?.as !== 'first') return linked;
  return andThen(linked, (open) => seekByContact(open, rules));
}
