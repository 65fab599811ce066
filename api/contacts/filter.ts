import { z } from 'zod';
import { CONTACT_ORDERS, type ContactFilter } from '#db/contacts/listing/filter.ts';
import { readEmail } from '#workflows/reading/contact.ts';
import { ApiError } from '../errors/error.ts';
import { cursorQuery, readCursor } from '../http/cursor.ts';
import { pageQuery, plainText } from '../http/fields.ts';

const yesOrNo = z.enum(['true', 'false']).optional();

/** Which contacts, in which order. */
export const contactsAsked = z.object({
  q: z.string().max(200).default('').describe('Name, phone or e-mail; a part is enough.'),
  kind: z.enum(['person', 'company']).optional(),
  managerId: plainText.max(100).optional().describe('An id, `me`, or `none`.'),
  segment: plainText.max(100).optional(),
  hasPhone: yesOrNo,
  hasEmail: yesOrNo,
  sort: z.enum(CONTACT_ORDERS).default('name').describe('By managers, those of each stand by name, of nobody last.'),
  order: z.enum(['asc', 'desc']).default('asc'),
});

/** A page of them. */
export const contactFilter = pageQuery.extend(cursorQuery.shape).extend(contactsAsked.shape);

/** What is sought, by whoever asks. */
export function toContactFilter(asked: z.infer<typeof contactsAsked>, by: string): ContactFilter {
  const { kind = null, managerId = null, segment = null, hasPhone, hasEmail, sort, order } = asked;
  return {
    q: soughtIn(asked.q),
    kind,
    managerId: managerId === 'me' ? by : managerId,
    segment,
    hasPhone: hasPhone === undefined ? null : hasPhone === 'true',
    hasEmail: hasEmail === undefined ? null : hasEmail === 'true',
    sort,
    order,
  };
}

/** The page of it that is asked for, with one more than is told: it says whether there is more. */
export function toContactPage(query: z.infer<typeof contactFilter>, by: string) {
  const filter = toContactFilter(query, by);
  const after = placeOf(query.cursor, filter);
  const offset = after ? 0 : (query.page - 1) * query.pageSize;
  return { ...filter, after, limit: query.pageSize + 1, offset };
}

/** An address is sought in the spelling in which it is kept. */
function soughtIn(q: string): string {
  const words = q.replaceAll('\u0000', '').trim();
  return readEmail(words) ?? words;
}

const place = z.object({ key: plainText, id: z.uuid() });
/** As PostgreSQL writes it; it knows no year 0. */
const moment = z.iso.datetime({ precision: 6 }).regex(/^[1-9]/);

function placeOf(cursor: string | undefined, { sort }: ContactFilter): { key: string; id: string } | null {
  const read = readCursor(cursor);
  if (!read) return null;
  const found = place.safeParse('last' in read ? read.last : null).data;
  const isMoment = sort === 'createdAt' || sort === 'updatedAt';
  if (!found || (isMoment && !moment.safeParse(found.key).success))
    throw new ApiError('BAD_REQUEST', [{ path: 'cursor', message: 'is no cursor of this list' }]);
  return found;
}
