import type { Chat, Person } from '#lib/api/types.ts';
import { attachmentWord } from '#lib/chat/thread/attachment-words.ts';
import { windowEnd } from '#lib/chat/deadlines/deadlines.ts';
import { dateAndTime, duration, shortDate } from '#lib/words/format.ts';
import { wordsInstead } from '#lib/chat/thread/message-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { isAutomatic, reasonWord } from '#lib/words/words.ts';

export type Wait = { text: string; tone: 'calm' | 'rest' | 'warn' | 'danger' };

/** A client of ours whom nobody leads should not wait longer than this without being seen as late. */
const NOBODY_LATE_MS = 10 * 60_000;
const WINDOW_NEARLY_SHUT_MS = 2 * 3_600_000;

/**
 * How long the client waits; or, when nobody waits, when the last word was said. One who is still asked for their
 * contact does not wait for a person: nothing is late there.
 */
export function waitOf(chat: Chat, now: number): Wait {
  if (chat.waitingSince === null || chat.status === 'finished')
    return { text: shortDate(new Date(chat.lastContactAt), new Date(now)), tone: 'rest' };
  const waited = now - Date.parse(chat.waitingSince);
  if (chat.phase !== 'open') return { text: duration(waited), tone: 'rest' };
  const left = windowEnd(chat) - now;
  if (left < WINDOW_NEARLY_SHUT_MS) return { text: duration(waited), tone: 'danger' };
  const isLate = chat.operators.length === 0 && waited >= NOBODY_LATE_MS;
  return { text: duration(waited), tone: isLate ? 'warn' : 'calm' };
}

/** The exact moment behind it, for whoever points at it. */
export function waitTitle(chat: Chat, now: number): string {
  const isWait = chat.waitingSince !== null && chat.status !== 'finished';
  const at = dateAndTime(new Date(isWait ? (chat.waitingSince ?? '') : chat.lastContactAt), new Date(now));
  return isWait ? m.row_waits_since({ time: at }) : m.row_last_contact({ time: at });
}

export function isWaiting(chat: Chat): boolean {
  return chat.waitingSince !== null && chat.status !== 'finished' && chat.phase === 'open';
}

/** Exactly one of these stands at the end of a row: a failure, what is held back, who leads, or what is unread. */
export type RowEnd =
  | { kind: 'failed' }
  | { kind: 'held' }
  | { kind: 'leader'; leader: Person }
  | { kind: 'unread'; count: number }
  | { kind: 'nothing' };

export function rowEndOf(chat: Chat, me: string): RowEnd {
  if (hasFailed(chat)) return { kind: 'failed' };
  if (chat.held) return { kind: 'held' };
  const [leader] = chat.operators;
  if (leader && !chat.operators.some(({ id }) => id === me)) return { kind: 'leader', leader };
  return chat.unread > 0 ? { kind: 'unread', count: chat.unread } : { kind: 'nothing' };
}

export function hasFailed(chat: Chat): boolean {
  return chat.lastMessage?.direction === 'out' && chat.lastMessage.state === 'failed' && !isLeftOut(chat);
}

/** What the chat itself left out, once it could have gone: nothing failed, and the client has nothing of it. */
function isLeftOut({ lastMessage }: Chat): boolean {
  return lastMessage?.reason === 'overtaken';
}

/** What the client said last; what has no words is named. One line of a row needs no more than its beginning. */
export function clientWords({ clientSaid: said, lastMessage }: Chat): string {
  if (said === null) return lastMessage === null ? m.no_messages_yet() : '';
  if (said.kind === 'referral') return m.came_by_link();
  const instead = wordsInstead(said.kind);
  if (instead !== null) return instead;
  if (said.text !== '') return lineOf(said.text);
  return said.kind === 'postback' ? m.pressed_button() : attachmentWord(said.attachment ?? '');
}

/** What stands behind the client's words, marked: what of ours did not leave, or came after them. */
export type After = { kind: 'failed' | 'held' | 'draft' | 'automatic' | 'ours'; mark: string; text: string };

/** `draft`: what this reader began to write. */
export function afterOf(chat: Chat, me: string, draft = ''): After | null {
  const last = chat.lastMessage;
  if (last && hasFailed(chat)) {
    const reason = last.reason ? { code: last.reason, detail: null } : null;
    return { kind: 'failed', mark: m.row_failed(), text: reasonWord(reason) };
  }
  if (chat.held) return { kind: 'held', mark: m.row_held(), text: '' };
  if (draft !== '') return { kind: 'draft', mark: m.row_draft(), text: lineOf(draft) };
  if (last?.direction !== 'out' || isLeftOut(chat)) return null;
  const words = last.text === '' ? attachmentWord(last.attachment ?? '') : lineOf(last.text);
  if (isAutomatic(last.kind)) return { kind: 'automatic', mark: m.automatically(), text: words };
  return { kind: 'ours', mark: speakerOf(last, me), text: words };
}

type Last = NonNullable<Chat['lastMessage']>;

function speakerOf({ via, authorId }: Last, me: string): string {
  if (via === 'other_app') return m.row_other_app();
  return authorId === me ? m.you() : m.we();
}

function lineOf(text: string): string {
  return text.slice(0, 160).replace(/\s+/gu, ' ');
}
