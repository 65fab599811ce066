import type { Entry, Message } from '#lib/api-types.ts';
import { byTime } from './merge.ts';

export type ThreadItem =
  | { type: 'day'; key: string; at: string }
  | { type: 'new'; key: string }
  | { type: 'message'; key: string; message: Message; sameMinute: boolean; firstOfRun: boolean }
  | { type: 'entry'; key: string; entry: Entry };

export type ThreadSource = {
  messages: readonly Message[];
  entries: readonly Entry[];
  /** Not confirmed yet: they stand last, whatever this computer's clock says. */
  unconfirmed: readonly Message[];
  /** The message before which the line "new messages" stands. */
  newFromId: string | null;
  /** While older messages are not loaded, what happened before the oldest one is not shown either. */
  isComplete: boolean;
};

/** One conversation as a list of rows: days, messages and decisions by time, with runs of one speaker marked. */
export function threadOf(source: ThreadSource): ThreadItem[] {
  const items: ThreadItem[] = [];
  let last: Message | null = null;
  let day = '';
  for (const record of recordsOf(source)) {
    const today = new Date(record.at).toDateString();
    if (today !== day) {
      items.push({ type: 'day', key: `day ${today} ${record.id}`, at: record.at });
      day = today;
      last = null;
    }
    if (!isMessage(record)) {
      items.push({ type: 'entry', key: `entry ${record.id}`, entry: record });
      last = null;
      continue;
    }
    if (record.id === source.newFromId) {
      items.push({ type: 'new', key: 'new' });
      last = null;
    }
    items.push(messageItem(record, last));
    last = record;
  }
  return items;
}

/** The first of the last `unread` messages from the client. */
export function firstUnreadId(messages: readonly Message[], unread: number): string | null {
  const incoming = messages.filter((message) => message.direction === 'in');
  return unread > 0 ? ((incoming.at(-unread) ?? incoming[0])?.id ?? null) : null;
}

function recordsOf({ messages, entries, unconfirmed, isComplete }: ThreadSource): (Message | Entry)[] {
  const from = isComplete ? '' : (messages[0]?.at ?? '');
  const told = worthTelling(entries.filter((entry) => entry.at >= from)).map((entry) => fromTheStart(entry, messages));
  return [...[...messages, ...told].toSorted(inOrder), ...unconfirmed];
}

/** Each answer and each new question turns the status: only the turn that still holds is told. */
const ROUTINE = new Set(['client_wrote', 'operator_answered']);

/** What the messages say already is not told twice: a failed answer says why and offers the way out in its own bubble. */
function worthTelling(entries: readonly Entry[]): Entry[] {
  const turns = entries.filter(({ kind }) => kind === 'status_changed').toSorted(byTime);
  return entries.filter((entry) => {
    if (entry.kind === 'answer_failed') return false;
    const isRoutine = entry.kind === 'status_changed' && ROUTINE.has(entry.reason?.code ?? '');
    return !isRoutine || entry === turns.at(-1);
  });
}

/** The chat opened with its first message, though the decision was written down a moment later. */
function fromTheStart(entry: Entry, messages: readonly Message[]): Entry {
  const first = messages[0];
  return entry.kind === 'opened' && first && first.at < entry.at ? { ...entry, at: first.at } : entry;
}

/** At one moment: the chat opens, then the message stands, then what was decided about it. */
function inOrder(a: Message | Entry, b: Message | Entry): number {
  return a.at.localeCompare(b.at) || rank(a) - rank(b) || byTime(a, b);
}

function rank(record: Message | Entry): number {
  if (isMessage(record)) return 1;
  return record.kind === 'opened' ? 0 : 2;
}

function messageItem(message: Message, last: Message | null): ThreadItem {
  const continues = last !== null && speakerOf(last) === speakerOf(message);
  return {
    type: 'message',
    key: `message ${message.key ?? message.id}`,
    message,
    sameMinute: continues && last.at.slice(0, 16) === message.at.slice(0, 16),
    firstOfRun: !continues,
  };
}

function speakerOf(message: Message): string {
  return `${message.direction} ${message.via} ${message.author?.id ?? ''}`;
}

function isMessage(record: Message | Entry): record is Message {
  return 'direction' in record;
}
