import type { CountryCode } from 'libphonenumber-js';
import { readSettings } from '#db/settings/read.ts';
import { readEmail, readPhone } from '#workflows/reading/contact.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps } from '../http/deps.ts';

export interface Parts {
  phones?: string[] | undefined;
  emails?: string[] | undefined;
}

/** Phones in E.164 and e-mails in their one spelling, each once. Every one that is none is named: `phones.1`. */
export function readParts({ phones, emails }: Parts, country: CountryCode): Parts {
  const wrong: { path: string }[] = [];
  const readAll = (part: keyof Parts, given: string[], read: (text: string) => string | null): string[] => {
    const found = given.map(read);
    wrong.push(...found.flatMap((value, n) => (value === null ? [{ path: `${part}.${n}` }] : [])));
    return [...new Set(found.filter((value) => value !== null))];
  };
  const read = {
    ...(phones && { phones: readAll('phones', phones, (text) => readPhone(text, country)) }),
    ...(emails && { emails: readAll('emails', emails, readEmail) }),
  };
  if (wrong.length > 0) throw new ApiError('INVALID_CONTACT', wrong);
  return read;
}

interface Reached {
  phone?: string | null | undefined;
  email?: string | null | undefined;
}

/** One phone and one e-mail, as they are kept; an empty one is none. */
export async function reachedBy({ database }: ApiDeps, { phone, email }: Reached): Promise<Reached> {
  const { settings } = await readSettings(database.pool, null);
  const read: Reached = { ...(phone === null && { phone }), ...(email === null && { email }) };
  if (phone?.trim() === '') read.phone = null;
  else if (phone) read.phone = readPhone(phone, settings.phoneCountry);
  if (email?.trim() === '') read.email = null;
  else if (email) read.email = readEmail(email);
  const wrong = [
    ...(phone?.trim() && read.phone === null ? [{ path: 'phone' }] : []),
    ...(email?.trim() && read.email === null ? [{ path: 'email' }] : []),
  ];
  if (wrong.length > 0) throw new ApiError('INVALID_CONTACT', wrong);
  return read;
}
