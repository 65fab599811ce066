import { type CountryCode, findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js';
import * as library from 'validator/lib/isEmail.js';
import type { ContactFacts } from './vocabulary.ts';

/** Told apart by Node and bundlers only in its type. */
const isEmail = library.default as unknown as (text: string) => boolean;

/** Nobody hides their number behind two thousand characters; a bound keeps the search quick on any text. */
const SEARCHED = 2_000;
const EMAIL = /[\p{L}\d._%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/gu;

/** The first phone (E.164) and e-mail address in a text. Numbers without a country code are read as `country`'s. */
export function findContact(text: string, country: CountryCode): ContactFacts {
  const searched = text.slice(0, SEARCHED);
  const digits = searched.replace(/\D/g, '').length;
  const phone = digits >= 7 ? findPhoneNumbersInText(searched, country)[0]?.number.number : undefined;
  const email = searched.includes('@') ? findEmail(searched) : undefined;
  return { ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}

/** What a person typed as a phone number, in E.164; null when it is none. */
export function readPhone(text: string, country: CountryCode): string | null {
  const phone = parsePhoneNumberFromString(text, country);
  return phone?.isValid() ? phone.number : null;
}

/** What a person typed as an e-mail address; null when it is none. */
export function readEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return isEmail(email) ? email : null;
}

/** What looks like an address and is one: `a..b@c.com` or `me@-x.com` looks like it. */
function findEmail(text: string): string | undefined {
  return [...text.matchAll(EMAIL)].map(([found]) => found.toLowerCase()).find((found) => isEmail(found));
}
