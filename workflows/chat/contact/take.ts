import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, unchanged } from '../and-then.ts';
import type { ChatPhase, ChatState, ContactFacts, ContactPart, Given, Millis } from '../vocabulary.ts';

export const CONTACT_PARTS: readonly ContactPart[] = ['phone', 'email'];

/** Where something was said, and when. */
export type Said = Pick<Given, 'messageId' | 'at'>;

/** What has to be asked next. */
export function missing({ contact }: ChatState, rules: Rules): ChatPhase {
  if (rules.requirePhone && !contact?.phone) return 'collecting_phone';
  return rules.requireEmail && !contact?.email ? 'collecting_email' : 'open';
}

/** Takes what is required and still missing; what else stands in a message is only offered to the operator. */
export function take(
  chat: ChatState,
  found: ContactFacts | undefined,
  said: Said,
  now: Millis,
  rules: Rules,
): OpenOutcome {
  const phone = rules.requirePhone && !chat.contact?.phone ? found?.phone : undefined;
  const email = rules.requireEmail && !chat.contact?.email ? found?.email : undefined;
  return keepContact(chat, { ...(phone ? { phone } : {}), ...(email ? { email } : {}) }, said, 'given', now);
}

/** The client's contact, as this message gives it. */
export function keepContact(
  chat: ChatState,
  contact: ContactFacts,
  said: Said,
  code: 'given' | 'corrected',
  now: Millis,
): OpenOutcome {
  const what = CONTACT_PARTS.filter((part) => contact[part]);
  if (what.length === 0) return unchanged(chat);
  const given = Object.fromEntries(what.map((part) => [part, { messageId: said.messageId, at: said.at }]));
  return {
    chat: { ...contactOf(chat, contact), given: { ...chat.given, ...given } },
    decisions: what.map((part) => ({ kind: 'contact', at: now, reason: { code, what: part } })),
    commands: [{ kind: 'keep_contact', contact }],
  };
}

/** The chat with this contact, which no message of it gave. */
export function contactOf(chat: ChatState, contact: ContactFacts): ChatState {
  const { given, ...rest } = chat;
  const kept = Object.entries(given ?? {}).filter(([part]) => !contact[part as ContactPart]);
  const changed: ChatState = { ...rest, contact: { ...chat.contact, ...contact } };
  return kept.length > 0 ? { ...changed, given: Object.fromEntries(kept) } : changed;
}
