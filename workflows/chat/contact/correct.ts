import { type OpenOutcome, andThen, unchanged } from '../and-then.ts';
import { wasAnswered } from '../hearing/ledger.ts';
import { CONTACT_PARTS, keepContact, type Said } from './take.ts';
import type { ChatState, ContactPart, Input, Millis } from '../vocabulary.ts';

type Wrote = Extract<Input, { kind: 'client_wrote' }>;
type Corrected = Extract<Input, { kind: 'client_corrected' }>;

/**
 * Who gives a second number in the next breath means the second: while they are asked, unless they say that it is one
 * more; after the thanks where they say that it is the right one, as long as nobody answered. Only what they gave in
 * this chat is corrected so.
 */
export function correctByWord(chat: ChatState, input: Wrote, now: Millis): OpenOutcome {
  // What an older build told is decided as it decided.
  if (!input.answer || input.intent === 'adds') return unchanged(chat);
  const isAsked = chat.collection !== undefined;
  if (!isAsked && (input.intent !== 'corrects' || wasAnswered(chat))) return unchanged(chat);
  const found = input.intent === 'corrects' ? input.answer : input.contact;
  return eachPart(chat, (known, part) => {
    const [said, given] = [found?.[part], known.given?.[part]];
    return given && said && input.at >= given.at ? replace(known, part, said, input, now) : unchanged(known);
  });
}

/**
 * The message in which it was given says something else now, or nothing any more. What was known from a chat before
 * this one counts as given there when it stood in it.
 */
export function correctByEdit(chat: ChatState, input: Corrected, now: Millis): OpenOutcome {
  return eachPart(chat, (known, part) => {
    const [given, current] = [known.given?.[part], known.contact?.[part]];
    const isSource = given ? given.messageId === input.about : current !== undefined && input.was[part] === current;
    if (!isSource) return unchanged(known);
    const said = given ? input.answer[part] : input.contact[part];
    const source = { messageId: input.about, at: given?.at ?? input.at };
    return said ? replace(known, part, said, source, now) : withdraw(known, part, source, now);
  });
}

function replace(chat: ChatState, part: ContactPart, said: string, source: Said, now: Millis): OpenOutcome {
  const isSame = chat.contact?.[part] === said && !chat.given?.[part]?.withdrawn;
  return isSame ? unchanged(chat) : keepContact(chat, { [part]: said }, source, 'corrected', now);
}

/** Nothing takes its place: it stays, and is seen to be out of date. */
function withdraw(chat: ChatState, part: ContactPart, source: Said, now: Millis): OpenOutcome {
  if (chat.given?.[part]?.withdrawn) return unchanged(chat);
  return {
    chat: { ...chat, given: { ...chat.given, [part]: { ...source, withdrawn: true } } },
    decisions: [{ kind: 'contact', at: now, reason: { code: 'withdrawn', what: part } }],
    commands: [],
  };
}

function eachPart(chat: ChatState, next: (chat: ChatState, part: ContactPart) => OpenOutcome): OpenOutcome {
  return CONTACT_PARTS.reduce((before, part) => andThen(before, (known) => next(known, part)), unchanged(chat));
}
