import { isOpen } from '../settings/calendar.ts';
import type { RoutingRule } from '../settings/vocabulary.ts';
import type { ChatFacts, Policy } from './vocabulary.ts';

/** The first rule in order that fits the chat at that moment; null: none does. */
export function ruleFor(chat: ChatFacts, policy: Policy, at: number): RoutingRule | null {
  if (policy.distribution === 'off') return null;
  const says = hearing(chat.words);
  return policy.routing.find((rule) => rule.enabled && fits(rule, chat, policy, at, says)) ?? null;
}

/** Whether every condition of the rule holds; one with several values holds when any of them does, an empty one always. */
export function fits(
  { when }: RoutingRule,
  chat: ChatFacts,
  policy: Policy,
  at: number,
  says = hearing(chat.words),
): boolean {
  const { pageIds = [], locales = [], referrals = [], words = [], segments = [], hours, returning } = when;
  return (
    any(pageIds, (id) => id === chat.pageId) &&
    any(locales, (locale) => speaks(chat.locale, locale)) &&
    any(referrals, (from) => cameFrom(chat, from)) &&
    any(sought(words), says) &&
    any(segments, (segment) => chat.contacts.some((contact) => sameWord(contact.segment, segment))) &&
    (!hours || (hours === 'open') === isOpen(policy.workingHours, at)) &&
    (returning === undefined || returning === null || returning === chat.returning)
  );
}

/** `uk` fits `uk_UA`; `en_GB` fits itself alone. */
export function speaks(locale: string | null, wanted: string): boolean {
  if (locale === null) return false;
  const [one, other] = [lower(locale), lower(wanted)];
  return one === other || one.slice(0, Math.max(0, one.indexOf('_'))) === other;
}

function lower(locale: string): string {
  return locale.replace('-', '_').toLowerCase();
}

/** `spring*` fits every `ref` that begins so. */
function cameFrom({ referral }: ChatFacts, from: string): boolean {
  const wanted = from.toLowerCase();
  return [referral?.ref, referral?.adId].some((given) => {
    const name = given?.toLowerCase();
    if (name === undefined) return false;
    return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
  });
}

/** Whether a word of the text begins so, whatever the case: Ukrainian words end in many ways. The text is read once for all rules. */
function hearing(text: string): (word: string) => boolean {
  let heard: string | undefined;
  return (word) => {
    heard ??= ` ${plain(text)}`;
    return word !== '' && heard.includes(` ${word}`);
  };
}

const read = new WeakMap<string[], string[]>();

/** A rule's words as they are looked for: read once for all chats, as thousands of them may be held against one text. */
function sought(words: string[]): string[] {
  const known = read.get(words) ?? words.map((word) => plain(word).trim());
  read.set(words, known);
  return known;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’ʼ`]/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ');
}

function sameWord(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function any<T>(values: T[], holds: (value: T) => boolean): boolean {
  return values.length === 0 || values.some(holds);
}
