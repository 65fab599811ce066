import type { Message, Quoted } from '#lib/api/types.ts';
import { attachmentWord } from '#lib/chat/thread/attachment-words.ts';
import { wordsInstead } from '#lib/chat/thread/message-words.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a client says under a name of Meta's. */
const NAMED = new Set<string>(['text', 'attachment', 'postback', 'unsupported']);
/** Ours have that name once Meta took them. */
const TAKEN = new Set<string>(['sent', 'delivered', 'read']);

/** Whether Meta can be asked to show it above an answer. */
export function isQuotable({ direction, kind, state }: Pick<Message, 'direction' | 'kind' | 'state'>): boolean {
  return direction === 'in' ? NAMED.has(kind) : TAKEN.has(state);
}

/** A message of this chat as it is quoted. */
export function quotedOf(message: Message, number: number): Quoted {
  const { id, direction, via, author, kind, text, attachments } = message;
  const [first] = attachments;
  const attachment = first ? { type: first.type, name: first.name } : null;
  return { id, number, direction, via, author: author?.name ?? null, kind, text, attachment };
}

/** What a message answers: as it is by now where it is loaded, else as it was told with the answer. */
export function quoteIn({ quote, replyTo }: Message, loaded: readonly Message[], number: number): Quoted | null {
  const known = loaded.find(({ id }) => id === replyTo);
  return known ? quotedOf(known, number) : (quote?.message ?? null);
}

export function quotedBy({ direction, via, author }: Quoted, clientName: string): string {
  if (direction === 'in') return clientName;
  if (via === 'other_app') return m.other_app();
  return via === 'meta_inbox' ? m.answered_in_meta_author() : (author ?? m.our_page());
}

/** In a line: its text, or what it is. */
export function quotedWords({ kind, text, attachment }: Quoted): string {
  const what = attachment ? (attachment.name ?? attachmentWord(attachment.type)) : '';
  return wordsInstead(kind) ?? (text || what || m.message_unsupported());
}
