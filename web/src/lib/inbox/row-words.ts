import type { Chat, Person } from '#lib/api/types.ts';
import { attachmentWord } from '#lib/chat/thread/attachment-words.ts';
import { windowEnd } from '#lib/chat/deadlines/deadlines.ts';
import { duration, shortDate } from '#lib/words/format.ts';
import { wordsInstead } from '#lib/chat/thread/message-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { isAutomatic, reasonWord } from '#lib/words/words.ts';

export type Wait = { text: string; tone: 'calm' | 'rest' | 'warn' | 'danger' };

/** A client of ours whom nobody leads should not wait longer than this without being seen as late. */
const NOBODY_LATE_MS = 10 * 60_000;
const WINDOW_NEARLY_SHUT_MS = 2 * 3_600_000;

/**
 * How long the client waits for a person (one who is still asked for their contact does not); or, when nobody waits,
 * when the last word was said.
 */
export function waitOf(chat: Chat, now: number): Wait {
  if (chat.waitingSince === null || !isWaiting(chat)) {
    return { text: shortDate(new Date(chat.lastContactAt), new Date(now)), tone: 'rest' };
  }
  const waited = now - Date.parse(chat.waitingSince);
  const left = windowEnd(chat) - now;
  if (left < WINDOW_NEARLY_SHUT_MS) return { text: duration(waited), tone: 'danger' };
  const isLate = chat.operators.length === 0 && waited >= NOBODY_LATE_MS;
  return { text: duration(waited), tone: isLate ? 'warn' : 'calm' };
}

export function isWaiting(chat: Chat): boolean {
  return chat.waitingSince !== null && chat.status !== 'finished' && chat.phase === 'open';
}

/** Who of us said the last words; empty when it was the client, or when the row tells of a failure instead. */
export function speakerWord(chat: Chat, me: string): string {
  const last = chat.lastMessage;
  if (last?.direction !== 'out' || hasFailed(chat)) return '';
  if (isAutomatic(last.kind)) return m.automatically();
  if (last.via === 'other_app') return m.row_other_app();
  return last.authorId === me ? m.you() : m.we();
}

/** Exactly one of these stands at the end of a row: a failure, who leads, or what is unread. */
export type RowEnd =
  | { kind: 'failed' }
  | { kind: 'leader'; leader: Person }
  | { kind: 'unread'; count: number }
  | { kind: 'nothing' };

export function rowEndOf(chat: Chat, me: string): RowEnd {
  if (hasFailed(chat)) return { kind: 'failed' };
  const [leader] = chat.operators;
  if (leader && !chat.operators.some(({ id }) => id === me)) return { kind: 'leader', leader };
  return chat.unread > 0 ? { kind: 'unread', count: chat.unread } : { kind: 'nothing' };
}

export function hasFailed(chat: Chat): boolean {
  return chat.lastMessage?.direction === 'out' && chat.lastMessage.state === 'failed';
}

/**
 * The last words, or why they did not arrive; what has none is named. One line of a row needs no more than its
 * beginning.
 */
export function lastWords(chat: Chat): string {
  const last = chat.lastMessage;
  if (last === null) return m.no_messages_yet();
  if (hasFailed(chat))
    return m.row_failed({ text: reasonWord(last.reason ? { code: last.reason, detail: null } : null) });
  if (last.kind === 'referral') return m.came_by_link();
  const instead = wordsInstead(last.kind);
  if (instead !== null) return instead;
  if (last.text !== '') return last.text.slice(0, 160).replace(/\s+/gu, ' ');
  return last.kind === 'postback' ? m.pressed_button() : attachmentWord(last.attachment ?? '');
}
