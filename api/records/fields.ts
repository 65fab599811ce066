import { z } from 'zod';
import type { Refused } from '#db/records/parts.ts';
import { ApiError } from '../errors/error.ts';
import { idText, type PageQuery, plainText } from '../http/fields.ts';

/** Kopecks: what a number of JSON holds exactly. */
export const kopecks = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What leads and orders have alike. */
export const recordFields = {
  statusId: z.uuid().nullable().describe('None: the first that means new.'),
  sourceId: z.uuid().nullable(),
  ownerId: idText.nullable().describe('Who has it in hand.'),
  contactId: z.uuid().nullable(),
  note: plainText.trim().max(5_000),
  reason: plainText.trim().max(500).describe('Why it came to nothing; needed with a status that means so.'),
};

/** By what a list of them is narrowed, and which way round it goes. */
export const recordsAsked = z.object({
  q: z.string().max(200).default('').describe('Number, name, phone or e-mail; a part of these is enough.'),
  statusId: z.uuid().optional(),
  sourceId: z.uuid().optional(),
  ownerId: plainText.max(100).optional().describe('An id, `me`, or `none`.'),
  contactId: z.uuid().optional(),
  archived: z.enum(['true', 'false']).default('false'),
  order: z.enum(['asc', 'desc']).default('desc'),
});

export function toRecordFilter(asked: z.infer<typeof recordsAsked>, by: string) {
  return {
    q: asked.q.replaceAll('\u0000', '').trim(),
    statusId: asked.statusId ?? null,
    sourceId: asked.sourceId ?? null,
    ownerId: asked.ownerId === 'me' ? by : (asked.ownerId ?? null),
    contactId: asked.contactId ?? null,
    archived: asked.archived === 'true',
    order: asked.order,
  };
}

export const toRecordPage = ({ page, pageSize }: PageQuery) => ({
  limit: pageSize,
  offset: (page - 1) * pageSize,
  after: null,
});

const PATHS = {
  UNKNOWN_STATUS: 'statusId',
  UNKNOWN_SOURCE: 'sourceId',
  UNKNOWN_EMPLOYEE: 'ownerId',
  UNKNOWN_CONTACT: 'contactId',
  REASON_NEEDED: 'reason',
  TOTAL_TOO_LARGE: 'lines',
  CONVERSION_NEEDED: 'statusId',
  CONVERSION_STANDS: 'statusId',
} as const satisfies Record<Refused, string>;

/** Says which field it was. */
export function notTaken(why: Refused): ApiError {
  return new ApiError(why, [{ path: PATHS[why] }]);
}
