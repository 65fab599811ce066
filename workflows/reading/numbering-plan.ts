import { type CountryCode, getCountryCallingCode, Metadata } from 'libphonenumber-js';
import type { parsePhoneNumberFromString as parseKnown } from 'libphonenumber-js/max';
import { groupsOf } from './runs.ts';

type Phone = NonNullable<ReturnType<typeof parseKnown>>;

/** As the country's own people print it, with the area in parentheses or the prefix before it. */
export function isPrinted(written: string, phone: Phone, country: CountryCode): boolean {
  const { prefix, code } = planOf(country);
  const begins = written.startsWith('(') || (prefix !== '' && written.startsWith(prefix));
  return begins && phone.countryCallingCode === code && phone.formatNational() === written;
}

/** With the prefix of calls within the country, or with it behind the country's code: `067`, `38 067`, `380 67`. */
export function beginsAsAtHome(written: string, found: string, country: CountryCode): boolean {
  const { prefix, code } = planOf(country);
  if (prefix === '' || !found.startsWith(`+${code}`)) return false;
  const [digits, national] = [digitsOf(written), found.slice(code.length + 1)];
  if (digits === prefix + national) return true;
  // Italians dial the zero of the area from abroad, too: it belongs to the number.
  if (digits === national) return national.startsWith(prefix);
  const [first = '', ...rest] = groupsOf(written).map(digitsOf);
  return rest.length > 0 && code.endsWith(prefix) && (first === code || first + prefix === code);
}

const plans = new Map<CountryCode, { prefix: string; code: string }>();

function planOf(country: CountryCode): { prefix: string; code: string } {
  const known = plans.get(country);
  if (known) return known;
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  // It has it, and its types do not say so.
  const { numberingPlan } = metadata as unknown as { numberingPlan?: { nationalPrefix(): string | undefined } };
  const plan = { prefix: numberingPlan?.nationalPrefix() ?? '', code: getCountryCallingCode(country) };
  plans.set(country, plan);
  return plan;
}

export function digitsOf(written: string): string {
  return written.replace(/\D/g, '');
}
