import { z } from 'zod';
import type { LeaveRow } from '#db/presence/leaves.ts';
import type { PersonSpanRow, PresenceRow, SpanRow } from '#db/presence/read.ts';
import type { Settled } from '#db/presence/transition.ts';
import { moment, moments, person } from '../http/fields.ts';

export const presenceState = z.enum(['online', 'away', 'offline']);
export const awayReason = z.enum(['by_hand', 'idle']);
export const presenceMode = z
  .enum(['on_shift', 'on_break', 'ended'])
  .describe('What the person said; it stays so until they say otherwise.');

export const presenceSchema = z.object({
  employee: person,
  state: presenceState,
  since: moment,
  reason: awayReason.nullable().describe('Why away: by hand, or nothing was touched for ten minutes.'),
  onLeaveUntil: moment.nullable().describe('On leave now, until then.'),
});

export const ownPresence = z.object({
  state: presenceState,
  since: moment,
  reason: awayReason.nullable(),
  mode: presenceMode,
});

export const spanSchema = z.object({
  state: presenceState,
  reason: awayReason.nullable(),
  from: moment,
  to: moment.nullable().describe('Null: it lasts.'),
});

export const personSpansSchema = z.object({ employee: person, spans: z.array(spanSchema) });

export const leaveSchema = z.object({
  id: z.string(),
  employee: person,
  from: moment,
  to: moment,
  note: z.string().nullable().describe('For admins and for oneself; null for everybody else.'),
  createdAt: moment,
});

export const operatorSchema = z.object({
  employee: person,
  languages: z.array(z.string()),
  skills: z.array(z.string()),
  capacity: z.number().int().nullable().describe('Open chats at most; null: as the settings say.'),
  openChats: z.number().int().describe('Chats they lead that are not finished.'),
});

export function toPresence({ employeeId, name, state, since, reason, onLeaveUntil }: PresenceRow) {
  const employee = { id: employeeId, name };
  return { employee, state, since: since.toISOString(), reason, onLeaveUntil: moments(onLeaveUntil) };
}

export function toOwnPresence({ state, since, reason, mode }: Settled) {
  return { state, since: since.toISOString(), reason, mode };
}

export function toSpan({ state, reason, from, to }: SpanRow) {
  return { state, reason, from: from.toISOString(), to: moments(to) };
}

/** Rows of one person follow one another. */
export function toPersonSpans(rows: PersonSpanRow[]) {
  const people: { employee: { id: string; name: string }; spans: ReturnType<typeof toSpan>[] }[] = [];
  for (const row of rows) {
    if (people.at(-1)?.employee.id !== row.employeeId)
      people.push({ employee: { id: row.employeeId, name: row.name }, spans: [] });
    people.at(-1)?.spans.push(toSpan(row));
  }
  return people;
}

export function toLeave({ id, employee, from, to, note, createdAt }: LeaveRow, mayReadNote: boolean) {
  return {
    id,
    employee,
    from: from.toISOString(),
    to: to.toISOString(),
    note: mayReadNote ? note : null,
    createdAt: createdAt.toISOString(),
  };
}
