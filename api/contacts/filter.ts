import { z } from 'zod';
import { readEmail } from '#workflows/reading/contact.ts';
import { ApiError } from '../errors/error.ts';
import { cursorQuery, readCursor } from '../http/cursor.ts';
import { pageQuery, plainText } from '../http/fields.ts';

/** Which contacts are asked for. */
export const contactFilter = pageQuery.extend(cursorQuery.shape).extend({
  q: z.string().max(200).default('').describe('Name, phone or e-mail; a part is enough.'),
  managerId: plainText.max(100).optional().describe('An id, `me`, or `none`.'),
  segment: plainText.max(100).optional(),
});

/** What is sought, by whoever asks, with one more than is told: it says whether there is more. */
export function toContactFilter(query: z.infer<typeof contactFilter>, by: string) {
  const after = placeOf(query.cursor);
  return {
    after,
    q: soughtIn(query.q),
    managerId: query.managerId === 'me' ? by : (query.managerId ?? null),
    segment: query.segment ?? null,
    limit: query.pageSize + 1,
    offset: after ? 0 : (query.page - 1) * query.pageSize,
  };
}

/** An address is sought in the spelling in which it is kept. */
function soughtIn(q: string): string {
  const words = q.replaceAll('\u0000', '').trim();
  return readEmail(words) ?? words;
}

const place = z.object({ key: plainText, id: z.uuid() });

function placeOf(cursor: string | undefined): { name: string; id: string } | null {
  const read = readCursor(cursor);
  if (!read) return null;
  const found = place.safeParse('last' in read ? read.last : null);
  if (!found.success) throw new ApiError('BAD_REQUEST', [{ path: 'cursor', message: 'is no cursor of this list' }]);
  return { name: found.data.key, id: found.data.id };
}
