import { plainText } from '../reading/plain.ts';
import type { ContactFacts, Input, Request } from '../chat/vocabulary.ts';

/**
 * What the chat was told and what people asked of it, as one sequence: what was told keeps its order, whatever its
 * moments.
 */
export function asOneSequence(inputs: Input[], requests: Request[]): (Input | Request)[] {
  const waiting = requests.toSorted((a, b) => a.at - b.at);
  const merged = inputs.flatMap((input) => {
    const later = waiting.findIndex(({ at }) => at >= input.at);
    return [...waiting.splice(0, later < 0 ? waiting.length : later), input];
  });
  return [...merged, ...waiting];
}

/**
 * Without the client's numbers and addresses, which an example outlives: for the rules it only counts that one was
 * given, and whether it was the same.
 */
export function withoutContacts(happened: (Input | Request)[], standIn: StandIn): (Input | Request)[] {
  return happened.map((one) => {
    const facts = Object.entries(one).filter(([name]) => HOLDING.has(name));
    return { ...one, ...Object.fromEntries(facts.map(([name, contact]) => [name, standIn(contact)])) } as
      | Input
      | Request;
  });
}

/** What an input or a request names them by. */
const HOLDING = new Set(['contact', 'answer', 'was']);
const ADDRESS = /(?<!\S)[^\s@]*@\S+/g;
/** No fewer digits make a number that somebody can be reached by. */
const NUMBER = /(?<![\d+])\+?\d(?:[\s().-]{0,9}\d){6,}/g;

/** The client's words as rules hear them, without the numbers and addresses in them. */
export function withoutNumbers(words: string): string {
  return plainText(words).replace(ADDRESS, '…').replace(NUMBER, '…');
}

export type StandIn = (contact: ContactFacts) => ContactFacts;

/** The same number gets the same stand-in. */
export function standIns(): StandIn {
  const names = new Map<string, string>();
  const name = (given: string): string => {
    const known = names.get(given) ?? `known ${names.size + 1}`;
    names.set(given, known);
    return known;
  };
  return ({ phone, email }) => ({
    ...(phone ? { phone: name(phone) } : {}),
    ...(email ? { email: name(email) } : {}),
  });
}
