import type { CountryCode } from 'libphonenumber-js';
import { readEmail, readPhone } from '#workflows/reading/contact.ts';
import { ApiError } from '../errors/error.ts';

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
