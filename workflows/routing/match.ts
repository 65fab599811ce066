import { isOpen } from '../settings/calendar.ts';
import type { RoutingRule } from '../settings/vocabulary.ts';
import { hearing } from './heard.ts';
import type { AskedChat, ChatFacts, Policy } from './vocabulary.ts';

/** The first rule in order that fits the chat at that moment; null: none does. */
export function ruleFor(chat: AskedChat, policy: Policy, at: number): RoutingRule | null {
  if (policy.distribution === 'off') return null;
  const isHeard = hearing(chat.words);
  return policy.routing.find((rule) => rule.enabled && ruleFits(rule, chat, policy, at, isHeard)) ?? null;
}

/** The rules one of whose words is in the client's, by their ids: what a record keeps in place of the words. */
export function rulesHeard(words: string, { routing }: Pick<Policy, 'routing'>): string[] {
  const isHeard = hearing(words);
  return routing.filter((rule) => (rule.when.words ?? []).length > 0 && isHeard(rule)).map(({ id }) => id);
}

/**
 * Whether every condition of the rule holds; one with several values holds when any of them does, an empty one always.
 */
export function ruleFits(
  rule: RoutingRule,
  chat: AskedChat,
  policy: Policy,
  at: number,
  isHeard = hearing(chat.words),
): boolean {
  const { when } = rule;
  const { pageIds = [], locales = [], referrals = [], words = [], segments = [], hours, returning } = when;
  return (
    any(pageIds, (id) => id === chat.pageId) &&
    any(locales, (locale) => speaks(chat.locale, locale)) &&
    any(referrals, (from) => cameFrom(chat, from)) &&
    (words.length === 0 || isHeard(rule)) &&
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
function cameFrom({ referral }: Pick<ChatFacts, 'referral'>, from: string): boolean {
  const wanted = from.toLowerCase();
  return [referral?.ref, referral?.adId].some((given) => {
    const name = given?.toLowerCase();
    if (name === undefined) return false;
    return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
  });
}

function sameWord(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function any<T>(values: T[], holds: (value: T) => boolean): boolean {
  return values.length === 0 || values.some(holds);
}
