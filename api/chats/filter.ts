import { z } from 'zod';
import { CHAT_ORDERS, type ChatFilter } from '#db/chats/listing/filter.ts';
import { viewerOf } from '../access/allow.ts';
import type { Signed } from '../access/auth.ts';
import { cursorQuery } from '../http/cursor.ts';
import { pageQuery, plainText } from '../http/fields.ts';
import { chatStatus } from './schema.ts';

const ONE = `(${chatStatus.options.join('|')})`;
const statuses = z
  .string()
  .regex(new RegExp(`^(${ONE}(,${ONE})*)?$`))
  .transform((list) => list.split(',').filter((word) => word !== ''))
  .pipe(z.array(chatStatus));

/** Which chats are asked for, in which order. */
export const chatFilter = pageQuery.extend(cursorQuery.shape).extend({
  status: statuses.optional().describe('Comma separated.'),
  pageId: z.uuid().optional(),
  operatorId: plainText.max(100).optional().describe('An id, `me`, or `none`.'),
  q: z
    .string()
    .max(200)
    .default('')
    .describe('Number, name, phone, e-mail, contact, page or words of a message, as `GET /api/search` reads them.'),
  from: z.iso.datetime({ offset: true }).optional().describe('Last contact at or after.'),
  to: z.iso.datetime({ offset: true }).optional(),
  sort: z.enum(Object.keys(CHAT_ORDERS) as [keyof typeof CHAT_ORDERS]).default('lastContactAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
});

/** Whose sections are asked for: those of one page, or of one status. */
export const inboxFilter = z.object({
  pageId: z.uuid().optional(),
  status: chatStatus.exclude(['finished']).optional(),
});

export const sectionQuery = inboxFilter.extend(cursorQuery.shape).extend({ pageSize: pageQuery.shape.pageSize });

export function toFilter(query: z.infer<typeof chatFilter>, signed: Signed): Omit<ChatFilter, 'seen' | 'after'> {
  return {
    viewer: viewerOf(signed),
    status: query.status ?? [],
    pageId: query.pageId ?? null,
    operatorId: query.operatorId === 'me' ? signed.employee.id : (query.operatorId ?? null),
    q: query.q.replaceAll('\u0000', '').trim(),
    from: query.from ? new Date(query.from) : null,
    to: query.to ? new Date(query.to) : null,
    sort: query.sort,
    order: query.order,
    limit: query.pageSize,
    offset: (query.page - 1) * query.pageSize,
  };
}
