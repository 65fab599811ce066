import type { Telling } from '#workflows/chat/needs.ts';
import type { RawInput } from '#workflows/chat/vocabulary.ts';
import { type InputRow, rawInput } from './raw-input.ts';

/** At most so many inputs go into one signal; far below the engine's payload limit. */
const PER_SIGNAL = 200;

/** What a client's workflow was not told yet, in order, as many as fit at once. */
interface Pending {
  inputs: RawInput[];
  telling: Telling;
}

/** The same as JSON: columns of a statement in which `client` is read, beside `pendingOf` it. */
export const PENDING = `pending.inputs,
  (select max(v.id) from settings_version v where v.page_id is null or v.page_id = client.page_id) as settings,
  (select (value ->> 'number')::int from installation where name = 'epoch') as epoch`;

export const PENDING_OF_CLIENT = `lateral (
  select coalesce(json_agg(i order by i.id), '[]') as inputs from (
    select id, kind, chat_id, message_id, at, facts, attempts from chat_input
    where client_id = client.id and decided_at is null and relayed_at is null order by id limit ${PER_SIGNAL + 1}) i
  ) pending`;

type PendingInput = Omit<InputRow, 'at' | 'settings'> & { at: string; attempts: number };

/** As it is read: one input too many where there is more than fits at once. */
export interface PendingRow {
  inputs: PendingInput[];
  settings: string | null;
  epoch: number | null;
}

export const hasMore = ({ inputs }: PendingRow): boolean => inputs.length > PER_SIGNAL;

/** Numbers of what is told of it. */
export const toldOf = ({ inputs }: PendingRow): string[] => inputs.slice(0, PER_SIGNAL).map(({ id }) => id);

/** As it is told; throws where it cannot be. */
export function pendingIn({ inputs, settings, epoch }: PendingRow): Pending {
  const told = inputs.slice(0, PER_SIGNAL).map((input) => rawInput({ ...input, settings, at: moment(input.at) }));
  // The chat heard of it before and did not decide: what it believes of its queue is wrong, or it was never there.
  const anew = inputs.some(({ attempts }) => attempts > 0);
  return { inputs: told, telling: { epoch: epoch ?? 0, ...(anew && { anew }) } };
}

function moment(at: string): Date {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) throw new RangeError('an input of no moment that a clock can say');
  return date;
}
