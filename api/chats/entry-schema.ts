import { z } from 'zod';
import type { EntryRow } from '#db/chats/timeline.ts';
import { DECISION_KINDS } from '#workflows/chat/vocabulary.ts';
import { moment, moments, person } from '../http/fields.ts';

export const entrySchema = z.object({
  id: z.string(),
  at: moment,
  seq: z.int().describe('The step of the chat that decided it: of one moment the cause comes first.'),
  n: z.int().describe('Which of the decisions of that step it is.'),
  // A string: what an older build decided is told all the same.
  kind: z.string().describe(DECISION_KINDS.join(', ')),
  by: person.nullable(),
  about: person.nullable(),
  reason: z
    .object({ code: z.string() })
    .catchall(z.union([z.string(), z.number(), z.null()]))
    .nullable(),
  dueAt: moment.nullable().describe('When it was due, where it was handled later.'),
});

export type EntryBody = z.infer<typeof entrySchema>;

export function toEntry(row: EntryRow): EntryBody {
  return {
    id: row.id,
    at: row.at.toISOString(),
    seq: row.seq,
    n: row.n,
    kind: row.kind,
    by: row.by,
    about: row.about,
    reason: toReason(row.team === null ? row.reason : named(row.reason, row.team)),
    dueAt: moments(row.dueAt),
  };
}

/** A step keeps the id of its team; the reader is told the name, as of one a chat was given to. */
function named(reason: EntryRow['reason'], name: string): EntryRow['reason'] {
  return reason && { ...reason, name };
}

/** What was kept, as far as it can be told: a fact is a word, a number or null. */
function toReason(kept: EntryRow['reason']): EntryBody['reason'] {
  if (typeof kept?.code !== 'string') return null;
  const facts: EntryBody['reason'] = { code: kept.code };
  for (const [name, fact] of Object.entries(kept))
    if (typeof fact === 'string' || typeof fact === 'number' || fact === null) facts[name] = fact;
  return facts;
}
