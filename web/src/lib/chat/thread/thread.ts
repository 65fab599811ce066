import type { Entry, Message, Sibling } from '#lib/api/types.ts';
import { recordOf } from '#lib/chat/decisions/routed-words.ts';
import type { OpenChat } from '#lib/chat/open-chat.svelte.ts';
import { byTime } from '#lib/live/merge.ts';

export type ThreadItem = (OwnItem | PastItem) & {
  /** The chat it was said in, where that is an earlier one of the same client. */
  talk?: OpenChat | null;
};

type OwnItem =
  | { type: 'day'; key: string; at: string }
  | { type: 'new'; key: string }
  /** `told` says why an automatic message was sent; named is whoever of us speaks, once until another does. */
  | { type: 'message'; key: string; message: Message; sameMinute: boolean; isNamed: boolean; told: Entry | null }
  | { type: 'entry'; key: string; entry: Entry };

/** Of the client's earlier chats: their lines, their ends, and what asks for more of them. */
type PastItem =
  | { type: 'past'; key: string; chat: Sibling; talk: OpenChat | null }
  | { type: 'past-older'; key: string; talk: OpenChat }
  | { type: 'past-end'; key: string; number: number }
  | { type: 'past-rest'; key: string; count: number };

export type ThreadSource = {
  messages: readonly Message[];
  entries: readonly Entry[];
  /** Not confirmed yet: they stand last, whatever this computer's clock says. */
  unconfirmed: readonly Message[];
  /** The message before which the line "new messages" stands. */
  newFromId: string | null;
  /** While older messages are not loaded, what happened before the oldest one is not shown either. */
  isComplete: boolean;
  /** The same of what happened after the last one. */
  hasEnd?: boolean;
};

/** One conversation as a list of rows: days, messages and decisions by time, with runs of one speaker marked. */
export function threadOf(source: ThreadSource): ThreadItem[] {
  const items: ThreadItem[] = [];
  const said = saidOf(source.entries);
  let last: Message | null = null;
  let day = '';
  let ours = '';
  for (const record of recordsOf(source)) {
    const today = new Date(record.at).toDateString();
    if (today !== day) {
      items.push({ type: 'day', key: `day ${today} ${record.id}`, at: record.at });
      day = today;
      last = null;
      ours = '';
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
    const isOurs = record.direction === 'out' && !record.automatic;
    items.push({ ...messageItem(record, last, said), isNamed: isOurs && speakerOf(record) !== ours });
    if (isOurs) ours = speakerOf(record);
    last = record;
  }
  return items;
}

/** What happened, but for what a record tells that is told elsewhere. */
export function withoutRecord(entries: readonly Entry[], recordId: string | null): readonly Entry[] {
  return recordId === null ? entries : entries.filter((entry) => recordOf(entry) !== recordId);
}

/** The first of the last `unread` messages from the client. */
export function firstUnreadId(messages: readonly Message[], unread: number): string | null {
  const incoming = messages.filter((message) => message.direction === 'in');
  return unread > 0 ? ((incoming.at(-unread) ?? incoming[0])?.id ?? null) : null;
}

function recordsOf({ messages, entries, unconfirmed, isComplete, hasEnd = true }: ThreadSource): (Message | Entry)[] {
  const from = isComplete ? '' : (messages[0]?.at ?? '');
  const to = hasEnd ? null : (messages.at(-1)?.at ?? '');
  const shown = new Set(messages.filter(({ automatic }) => automatic).map(occasionOf));
  const told = worthTelling(entries)
    .filter(({ at }) => at >= from && (to === null || at <= to))
    .filter((entry) => !(entry.kind === 'said' && shown.has(occasionIn(entry))))
    .map((entry) => fromTheStart(entry, messages));
  return [...[...messages, ...told].toSorted(inOrder), ...unconfirmed];
}

/** Each answer and each new question turns the status: the head tells the one that holds. */
const ROUTINE = new Set(['client_wrote', 'operator_answered']);

const ENDS = new Set(['finishing', 'kept_open', 'finished']);

/**
 * What the messages say already is not told twice: a failed answer says why and offers the way out in its own bubble.
 */
function worthTelling(entries: readonly Entry[]): Entry[] {
  // That it was about to end is told only while it is.
  const ends = entries.filter(({ kind }) => ENDS.has(kind)).toSorted(byTime);
  return entries.filter((entry) => {
    if (entry.kind === 'answer_failed') return false;
    if (entry.kind === 'finishing') return entry === ends.at(-1);
    return entry.kind !== 'status_changed' || !ROUTINE.has(entry.reason?.code ?? '');
  });
}

/** The chat opened with its first message, though the decision was written down a moment later. */
function fromTheStart(entry: Entry, messages: readonly Message[]): Entry {
  const first = messages[0];
  return entry.kind === 'opened' && first && first.at < entry.at ? { ...entry, at: first.at } : entry;
}

/** Of one template and occasion a chat says one message, ever: the entry that says why is found by the two. */
function saidOf(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.filter(({ kind }) => kind === 'said').map((entry) => [occasionIn(entry), entry]));
}

/** The file of an automatic message is a message of its own, with the same occasion. */
function occasionOf({ kind, key }: Message): string {
  return `${kind} ${key?.replace(/ file$/, '')}`;
}

function occasionIn({ reason }: Entry): string {
  return `${reason?.['template']} ${reason?.['key']}`;
}

/**
 * At one moment: the chat opens, the client's or our word stands, what was decided about it, what the chat said then,
 * a file before its text, the end.
 */
function inOrder(a: Message | Entry, b: Message | Entry): number {
  return a.at.localeCompare(b.at) || rank(a) - rank(b) || byTime(a, b);
}

function rank(record: Message | Entry): number {
  if (isMessage(record)) return record.automatic ? (record.text === '' ? 3 : 4) : 1;
  if (record.kind === 'finished') return 5;
  return record.kind === 'opened' ? 0 : 2;
}

function messageItem(message: Message, last: Message | null, said: Map<string, Entry>) {
  const continues = last !== null && speakerOf(last) === speakerOf(message);
  return {
    type: 'message' as const,
    // The key of an automatic message is its occasion, which another one may have, too.
    key: `message ${message.automatic ? message.id : (message.key ?? message.id)}`,
    message,
    told: message.automatic ? (said.get(occasionOf(message)) ?? null) : null,
    sameMinute: continues && last.at.slice(0, 16) === message.at.slice(0, 16),
  };
}

function speakerOf(message: Message): string {
  return `${message.direction} ${message.via} ${message.author?.id ?? ''}`;
}

function isMessage(record: Message | Entry): record is Message {
  return 'direction' in record;
}
