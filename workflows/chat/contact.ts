import type { CountryCode } from 'libphonenumber-js';
import { findEmail, readAsEmail } from '../reading/email.ts';
import { findAnsweredPhone, findPhone, readAsPhone } from '../reading/phone.ts';
import { plainText } from '../reading/plain.ts';
import type { ContactFacts } from './vocabulary.ts';

/** Nobody hides their number behind two thousand characters; a bound keeps the search quick on any text. */
const SEARCHED = 2_000;

/**
 * The first phone (E.164) and e-mail address that stand in a text and can be nothing else. Numbers without a country code are read as
 * `country`'s.
 */
export function findContact(text: string, country: CountryCode): ContactFacts {
  return factsOf(plainText(text.slice(0, SEARCHED)), (plain) => findPhone(plain, country));
}

/** The same in an answer to the question for them, which may be read more generously. */
export function findAnswer(text: string, country: CountryCode): ContactFacts {
  return factsOf(plainText(text.slice(0, SEARCHED)), (plain) => findAnsweredPhone(plain, country));
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
