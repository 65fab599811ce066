import { z } from 'zod';
import { TROUBLES } from '#db/entities/trouble.ts';
import type { TroubleRow } from '#db/troubles/read.ts';
import { cureOf } from '#db/troubles/retry.ts';
import { moment } from '../http/fields.ts';

/** Something that is not all right. */
export const troubleSchema = z.object({
  id: z.string(),
  kind: z.enum(TROUBLES),
  /** A code. */
  reason: z.string(),
  /** For whoever looks into it: an error's code or class. */
  detail: z.string().nullable(),
  page: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The chat it is about. */
  chat: z.number().int().nullable(),
  since: moment,
  seenAt: moment,
  times: z.number().int(),
  endedAt: moment.nullable(),
  /** It may be tried again by a person. */
  retryable: z.boolean(),
});

export const troublesSchema = z.object({
  present: z.array(troubleSchema),
  /** More may be present than are listed. */
  total: z.number().int(),
  past: z.array(troubleSchema),
  counts: z.object({
    parkedEvents: z.number().int(),
    clientsAside: z.number().int(),
    messagesAside: z.number().int(),
  }),
});

export type TroubleBody = z.infer<typeof troubleSchema>;

export function toTrouble(row: TroubleRow): TroubleBody {
  const { id, kind, reason, detail, times, pageId, pageName, chatNumber } = row;
  return {
    id,
    kind,
    reason,
    detail,
    page: pageId === null ? null : { id: pageId, name: pageName ?? '' },
    chat: chatNumber,
    since: row.since.toISOString(),
    seenAt: row.seenAt.toISOString(),
    times,
    endedAt: row.endedAt?.toISOString() ?? null,
    retryable: row.endedAt === null && cureOf(kind) !== null,
  };
}

export type TroublesBody = z.infer<typeof troublesSchema>;
