import { z } from 'zod';
import type { AlertChoiceRow } from '#db/alerts/choice.ts';
import type { AlertRow } from '#db/alerts/list.ts';
import { idText, moment, person, whole } from '../http/fields.ts';

const ofChats = z
  .object({ mine: z.boolean(), nobody: z.boolean(), others: z.boolean() })
  .describe('Of chats one leads, that nobody leads, that colleagues lead.');
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const alertChoice = z.object({
  sound: ofChats,
  desktop: ofChats,
  shows: z.enum(['nothing', 'name', 'words']).describe('Of the client, in a notification of the desktop.'),
  quiet: z.object({ from: hour, to: hour }).nullable().describe('Nothing is heard between, in the clock of the desk.'),
});
export type AlertChoice = z.infer<typeof alertChoice>;

const DEFAULT: AlertChoice = {
  sound: { mine: true, nobody: true, others: false },
  desktop: { mine: true, nobody: true, others: false },
  shows: 'name',
  quiet: null,
};

const alertSchema = z.object({
  id: z.string(),
  kind: z.enum(['assigned', 'added', 'transferred', 'removed', 'escalated', 'wrote', 'failed']),
  at: moment,
  chatNumber: z.int(),
  client: z.object({ firstName: z.string(), lastName: z.string() }),
  by: person.nullable(),
  count: whole.describe('Messages that came meanwhile.'),
  isNew: z.boolean(),
});

export const alertsSchema = z.object({ items: z.array(alertSchema), unread: whole, choice: alertChoice });
export const alertPath = z.object({ id: idText.max(60) });
export const readUntil = z.object({ until: moment });

export function toAlerts(rows: AlertRow[], kept: AlertChoiceRow | null): z.infer<typeof alertsSchema> {
  const items = rows.map(({ at, firstName, lastName, ...row }) => ({
    ...row,
    at: at.toISOString(),
    client: { firstName, lastName },
    isNew: kept === null || (at > kept.readUntil && at.toISOString() > (kept.readEach[row.id] ?? '')),
  }));
  // What another build kept may be something else.
  const choice = alertChoice.safeParse(kept?.choice).data ?? DEFAULT;
  return { items, unread: items.filter(({ isNew }) => isNew).length, choice };
}
