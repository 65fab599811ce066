import type { CountryCode } from 'libphonenumber-js';
import { findEmail, readAsEmail } from './email.ts';
import { findAnsweredPhone, findPhone, readAsPhone } from './phone.ts';
import { intentOf } from './intent.ts';
import { plainText } from './plain.ts';
import type { ContactFacts, Intent } from '../chat/vocabulary.ts';

/** Nobody hides their number behind two thousand characters; a bound keeps the search quick on any text. */
const SEARCHED = 2_000;

/**
 * The first phone (E.164) and e-mail address that stand in a text and can be nothing else. Numbers without a country
 * code are read as `country`'s.
 */
export function readContact(text: string, country: CountryCode): ContactFacts {
  return factsOf(plainText(text.slice(0, SEARCHED)), (plain) => findPhone(plain, country));
}

/** What a client's words tell of how to reach them. */
export interface Told {
  contact: ContactFacts;
  /**
   * The same where they answer the question for it, which may be read more generously; and how it is meant beside what
   * was said before.
   */
  answer?: ContactFacts;
  intent?: Intent;
}

/** Everything a chat is told of a client's words besides the words. */
export function readWords(text: string, country: CountryCode): Told {
  const plain = plainText(text.slice(0, SEARCHED));
  const contact = factsOf(plain, (searched) => findPhone(searched, country));
  const answer = contact.phone ? contact : factsOf(plain, (searched) => findAnsweredPhone(searched, country));
  if (!answer.phone && !answer.email) return { contact };
  const intent = intentOf(plain);
  return { contact, answer, ...(intent ? { intent } : {}) };
}

/** What a person typed as a phone number, in E.164; null when it is none. */
export function readPhone(text: string, country: CountryCode): string | null {
  return readAsPhone(plainText(text), country);
}

/** What a person typed as an e-mail address, in its one spelling; null when it is none. */
export function readEmail(text: string): string | null {
  return readAsEmail(plainText(text));
}

function factsOf(text: string, phoneIn: (text: string) => string | undefined): ContactFacts {
  const phone = /\d/.test(text) ? phoneIn(text) : undefined;
  const email = text.includes('@') ? findEmail(text) : undefined;
  return { ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}
