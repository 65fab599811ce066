import type { CountryCode } from 'libphonenumber-js';
import { readSettings } from '#db/settings/read.ts';
import type { GivenPoint } from '#db/contacts/fields.ts';
import type { PointKind } from '#db/entities/crm/contact-point.ts';
import { readEmail, readPhone } from '#workflows/reading/contact.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps } from '../http/deps.ts';

/** Phones and e-mails as they are given: in lists of their own, or together with what is said of each. */
export interface Parts {
  phones?: string[] | undefined;
  emails?: string[] | undefined;
  points?: { kind: PointKind; value: string; label?: string | undefined; isMain?: boolean | undefined }[] | undefined;
}

type Written = Omit<GivenPoint, 'value'> & { path: string };

/** Phones in E.164 and e-mails in their one spelling, each once. Every one that is none is named: `phones.1`. */
export function readParts(parts: Parts, country: CountryCode): { phones?: GivenPoint[]; emails?: GivenPoint[] } {
  const [phones, emails] = [written(parts, 'phone'), written(parts, 'email')];
  const wrong: { path: string }[] = [];
  const readAll = (given: Written[], read: (text: string) => string | null): GivenPoint[] => {
    const found = given.flatMap(({ path, ...point }) => {
      const value = read(point.typed);
      if (value === null) wrong.push({ path });
      return value === null ? [] : [{ ...point, value }];
    });
    return found.filter(({ value }, n) => found.findIndex((other) => other.value === value) === n);
  };
  const read = {
    ...(phones && { phones: readAll(phones, (text) => readPhone(text, country)) }),
    ...(emails && { emails: readAll(emails, readEmail) }),
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

function written(parts: Parts, kind: PointKind): Written[] | undefined {
  const list = kind === 'phone' ? 'phones' : 'emails';
  const points = parts.points?.flatMap(({ value, ...point }, n) =>
    point.kind === kind ? [{ ...point, typed: value, path: `points.${n}.value` }] : [],
  );
  return points ?? parts[list]?.map((typed, n) => ({ kind, typed, path: `${list}.${n}` }));
}
