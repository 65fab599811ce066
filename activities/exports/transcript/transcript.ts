import type { Pool } from 'pg';
import { listMessages, type MessageRow } from '#db/chats/messages.ts';
import { findChat, findChatPlace } from '#db/chats/read.ts';
import type { ChatRow } from '#db/chats/row.ts';
import type { AskedExport } from '#db/exports/write.ts';
import { madeWords } from '../filter-words.ts';
import type { Reader } from '../table.ts';
import { WORDS } from '../words.ts';
import { attachmentWord, SAID } from './said-words.ts';

/** Read at once: what is in memory of a conversation, however long it is. */
const PAGE = 200;

/** One message as it is read on paper. */
export interface Said {
  who: string;
  at: Date;
  text: string;
  /** What is no text: files, what became of it. */
  notes: string[];
}

/** A conversation whose messages come as they are read. */
export interface Transcript {
  reader: Reader;
  title: string;
  says: string[];
  pages: AsyncIterable<Said[]>;
}

/** The chat, where whoever asked may still see it. */
export async function findAskedChat(pool: Pool, asked: AskedExport): Promise<ChatRow | null> {
  const { chatNumber, seesAll, employeeId } = asked;
  const place = chatNumber === null ? null : await findChatPlace(pool, chatNumber, seesAll ? null : { employeeId });
  return place && (await findChat(pool, place.number));
}

export async function transcriptHead(pool: Pool, asked: AskedExport, chat: ChatRow): Promise<[string, string[]]> {
  const words = WORDS[asked.language];
  const leaders = chat.operators.map(({ name }) => name).join(', ');
  const says = [
    `${words.heads.status}: ${words.statuses[chat.status]}`,
    `${words.heads.operators}: ${leaders || words.filter.nobody}`,
    await madeWords(pool, asked),
  ];
  return [`${words.chatNumber(chat.number)} · ${nameOf(chat, asked)} · ${chat.pageName}`, says];
}

export async function* saidIn(pool: Pool, asked: AskedExport, chat: ChatRow): AsyncGenerator<Said[]> {
  for (let after: string | null = null; ;) {
    const rows: MessageRow[] = await listMessages(pool, chat.id, { order: 'asc', limit: PAGE, offset: 0, after });
    yield rows.map((row) => toSaid(row, chat, asked));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

function toSaid(row: MessageRow, chat: ChatRow, asked: AskedExport): Said {
  const words = SAID[asked.language];
  const files = row.attachments.map(({ type, name, note }) =>
    [attachmentWord(asked.language, type), name, note].filter((part) => part).join(': '),
  );
  const became = row.kind === 'unsent' || row.kind === 'unsupported' ? [words.kinds[row.kind]] : [];
  const state = row.state === 'received' ? undefined : words.states[row.state];
  return { who: whoSaid(row, chat, asked), at: row.at, text: row.text, notes: [...files, ...became, ...(state ?? [])] };
}

function whoSaid(row: MessageRow, chat: ChatRow, asked: AskedExport): string {
  const { via } = SAID[asked.language];
  if (row.direction === 'in') return nameOf(chat, asked);
  if (row.via === 'automatic') return `${chat.pageName}, ${via.automatic}`;
  if (row.via === 'meta_inbox') return `${chat.pageName}, ${via.meta_inbox}`;
  if (row.via === 'other_app') return `${chat.pageName}, ${via.other_app}`;
  return row.authorName ?? chat.pageName;
}

const nameOf = ({ firstName, lastName }: ChatRow, { language }: Reader): string =>
  `${firstName} ${lastName}`.trim() || WORDS[language].withoutName;
