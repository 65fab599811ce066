import { type CountryCode, findPhoneNumbersInText } from 'libphonenumber-js';
import type { ContactFacts } from './vocabulary.ts';

/** Nobody hides their number behind two thousand characters; a bound keeps the search quick on any text. */
const SEARCHED = 2_000;
const EMAIL = /[\p{L}\d._%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/u;

/** The first phone (E.164) and e-mail address in a text. Numbers without a country code are read as `country`'s. */
export function findContact(text: string, country: CountryCode): ContactFacts {
  const searched = text.slice(0, SEARCHED);
  const digits = searched.replace(/\D/g, '').length;
  const phone = digits >= 7 ? findPhoneNumbersInText(searched, country)[0]?.number.number : undefined;
  const email = searched.includes('@') ? EMAIL.exec(searched)?.[0].toLowerCase() : undefined;
  return { ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}
