import { z } from 'zod';
import type { EntryRow } from '#db/chats/timeline.ts';
import { moment, moments, person } from './common.ts';

export const entrySchema = z.object({
  id: z.string(),
  at: moment,
  kind: z
    .string()
    .describe(
      'opened, joined, left, status_changed, finished, window_opened, window_closed, answered_in_meta, answer_failed, recovered, said, not_said, contact, deadline, lead_wanted',
    ),
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
    kind: row.kind,
    by: row.by,
    about: row.about,
    reason: row.reason as EntryBody['reason'],
    dueAt: moments(row.dueAt),
  };
}
