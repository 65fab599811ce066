import type { Pool } from 'pg';
import { findMessages } from '#db/chats/messages.ts';
import { findChatsById } from '#db/chats/read.ts';
import type { ChatRow } from '#db/chats/row.ts';
import { findEntries } from '#db/chats/timeline.ts';
import type { Change } from '#db/changes/read.ts';
import { listPresence, type PresenceRow } from '#db/presence/read.ts';
import { findPages } from '#db/people/read-pages.ts';
import { toChat } from '../chats/schema.ts';
import { toEntry } from '../chats/entry-schema.ts';
import { toMessage } from '../messages/schema.ts';

/** One event of the live stream, and whose: of the people of a page, of all who were given one, or everybody's. */
export interface LiveEvent {
  pageId: string | null;
  /** Of a client or of their papers. */
  isCrm?: boolean;
  /** As it stands in the stream, made once for all who see it; JSON has no line breaks of its own. */
  text: string;
}

/** An event as it stands in the stream, but for its end. */
export function eventText(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n`;
}

/** What the changes are about, as it is now: a thing that changed twice is told once, in its newest state. */
export async function loadEvents(pool: Pool, changes: Change[]): Promise<LiveEvent[]> {
  const newest = [...new Map(changes.map((change) => [`${change.kind} ${change.ref}`, change])).values()];
  const refs = (kind: Change['kind']): string[] =>
    newest.filter((change) => change.kind === kind).map(({ ref }) => ref);
  const [messages, chats, entries, pages, presences] = await Promise.all([
    findMessages(pool, refs('message')),
    findChatsById(pool, refs('chat')),
    findEntries(pool, refs('entry')),
    findPages(pool, refs('page')),
    listPresence(pool, refs('presence')),
  ]);
  const data = new Map<string, unknown>([
    ...messages.map((row) => [`message ${row.id}`, { chatNumber: row.chatNumber, message: toMessage(row) }] as const),
    ...chats.map((row) => [`chat ${row.id}`, { chat: chatOf(row) }] as const),
    ...entries.map((row) => [`entry ${row.id}`, { chatNumber: row.chatNumber, entry: toEntry(row) }] as const),
    ...pages.map(
      ({ id, name, health, humanAgent, isDeaf }) =>
        [`page ${id}`, { page: { id, name, health, humanAgent, isDeaf } }] as const,
    ),
    ...refs('document').map((id) => [`document ${id}`, { documentId: id }] as const),
    ...refs('links').map((number) => [`links ${number}`, { chatNumber: Number(number) }] as const),
    ...refs('record').map((id) => [`record ${id}`, { recordId: id }] as const),
    ...presences.map((row) => [`presence ${row.employeeId}`, { presence: presenceOf(row) }] as const),
  ]);
  return newest.flatMap(({ kind, ref, pageId }) => {
    const found = data.get(`${kind} ${ref}`);
    return found ? [{ pageId, isCrm: kind === 'document' || kind === 'record', text: eventText(kind, found) }] : [];
  });
}

/** Of one that is deleted windows hear that it is, and of what is said in it nothing. */
function chatOf(row: ChatRow) {
  return toChat(row.deleted ? { ...row, lastMessage: null, clientSaid: null } : row);
}

function presenceOf({ employeeId, state, since, reason }: PresenceRow) {
  return { employeeId, state, since: since.toISOString(), reason };
}
