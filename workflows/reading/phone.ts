import { type CountryCode, parsePhoneNumberFromString as parseAny } from 'libphonenumber-js';
import { parsePhoneNumberFromString as parseKnown } from 'libphonenumber-js/max';
import { withoutDates, withoutLinks } from './blank.ts';
import { digitsOf, beginsAsAtHome, isPrinted } from './numbering-plan.ts';
import { isOwnNumberAfter, namingBefore } from './phone-words.ts';
import { groupsOf, isCounted, type Run, runsOf, standsAlone } from './runs.ts';

/**
 * The first phone, in E.164, that stands in a (plain) text where it cannot be anything else: the text is nothing but a
 * number, or it has its `+`, its `00`, the prefix with which the country's people begin one, or it is called a phone.
 * Where a country has no such prefix (PL, ES, DK, CZ …) or nobody writes it (US, BR, MX), it has to be called one, or
 * to be written with its area in parentheses.
 */
export function findPhone(text: string, country: CountryCode): string | undefined {
  return search(text, country, isNothingElse(text) ? anyReading : certainReading);
}

/** The same in an answer to the question for it: whatever can be a phone is one, unless it is called something else. */
export function findAnsweredPhone(text: string, country: CountryCode): string | undefined {
  return findPhone(text, country) ?? search(text, country, anyReading);
}

/** What a person typed as a phone number; null when it is none. */
export function readAsPhone(text: string, country: CountryCode): string | null {
  const phone = parseAny(fromZeros(text), country);
  return phone?.isValid() ? phone.number : null;
}
type Reading = (written: string, run: Run, country: CountryCode) => string | undefined;

function search(text: string, country: CountryCode, reading: Reading): string | undefined {
  const searched = withoutDates(withoutLinks(text));
  for (const run of runsOf(searched)) {
    const found = readRun(run, country, reading);
    if (found) return found;
  }
  return undefined;
}

/** Cards are written so; no phone is. */
const CARD = /^\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}$/;

/** Two numbers may stand side by side, or something short behind one: the whole first, then what a space divides. */
function readRun(run: Run, country: CountryCode, reading: Reading): string | undefined {
  if (CARD.test(run.text) || !standsAlone(run)) return undefined;
  const whole = isCounted(run) ? undefined : reading(run.text, run, country);
  if (whole) return whole;
  const groups = groupsOf(run.text);
  for (let n = groups.length - 1; n > 0; n -= 1) {
    const [first, rest] = [groups.slice(0, n).join(''), groups.slice(n).join('')];
    const found = reading(first.trim(), run, country);
    if (found && mayFollow(first, rest, run, country)) return found;
  }
  return behindShort(groups, run, country);
}

/**
 * After a complete number: another one, or a count (`0671234567 2 шт`). Of a longer row of digits no beginning is a
 * phone.
 */
function mayFollow(first: string, rest: string, run: Run, country: CountryCode): boolean {
  if (first.startsWith('+') || certainReading(rest.trim(), { ...run, before: '' }, country)) return true;
  return isUnbroken(first) && digitsOf(rest).length <= SHORT;
}

const SHORT = 4;
const isUnbroken = (written: string): boolean => /^\s*\d{9,}\s*$/.test(written);

/** `після 18 0671234567`. */
function behindShort([first = '', ...rest]: string[], run: Run, country: CountryCode): string | undefined {
  const behind = rest.join('').trim();
  if (!/^\d{1,3} $/.test(first) || !isUnbroken(behind)) return undefined;
  return certainReading(behind, run, country);
}

/** As a phone of the country's, however it is written. */
function anyReading(written: string, run: Run, country: CountryCode): string | undefined {
  const found = readAsPhone(written, country) ?? undefined;
  if (!found || written.startsWith('+')) return found;
  const naming = namingBefore(run.before);
  if (naming === 'number') return beginsAsAtHome(written, found, country) ? found : undefined;
  return naming === 'order' ? undefined : found;
}

function certainReading(written: string, run: Run, country: CountryCode): string | undefined {
  const phone = parseKnown(fromZeros(written), country);
  if (!phone?.isValid()) return undefined;
  if (written.startsWith('+')) return phone.number;
  const naming = namingBefore(run.before);
  if (naming === 'order' || naming === 'number') return undefined;
  if (naming === 'phone' || isOwnNumberAfter(run.after) || fromZeros(written).startsWith('+')) return phone.number;
  return isPrinted(written, phone, country) || beginsAsAtHome(written, phone.number, country)
    ? phone.number
    : undefined;
}

/** `00`, as most of the world dials abroad, is `+`, wherever the page is. */
function fromZeros(written: string): string {
  return written.replace(/^\s*\(?00\)?[ ]?(?=[1-9(])/, '+');
}

/** A number and what belongs to it, and not one word. */
const EXTENSION = /(?:ext|x|дод|доб|внутр|вн|int|wew|poste|klapka|linka)\.?\s*\d{1,6}\s*\.?\s*$/iu;
/** Longer than any extension with its word. */
const TAIL = 30;

function isNothingElse(text: string): boolean {
  return /^[\d\s+().,;:!?*/~'"<>\p{Extended_Pictographic}-]+$/u.test(
    text.slice(0, -TAIL) + text.slice(-TAIL).replace(EXTENSION, ''),
  );
}
