import type { Chat } from '#lib/api/types.ts';
import { chatsBySection } from '#lib/inbox/sections.ts';
import { isWaiting } from '#lib/inbox/row-words.ts';

/** Who waits for this employee, the longest first: clients of their own, then those whom nobody leads. */
export function waitingFor(chats: Iterable<Chat>, me: string): Chat[] {
  const { mine, unassigned } = chatsBySection(chats, me);
  return [...mine, ...unassigned].filter(isWaiting);
}

/** The chat to go on with once `done` is. */
export function nextWaiting(chats: Iterable<Chat>, me: string, done: number): Chat | null {
  return waitingFor(chats, me).find(({ number }) => number !== done) ?? null;
}

/** The same order, but only what was not read yet. */
export function unreadFor(chats: Iterable<Chat>, me: string): Chat[] {
  const { mine, unassigned } = chatsBySection(chats, me);
  return [...mine, ...unassigned].filter(({ unread }) => unread > 0);
}

/** After the one that is open, and from the beginning again; null: there is no other. */
export function after(chats: readonly Chat[], current: number | null): Chat | null {
  const at = chats.findIndex(({ number }) => number === current);
  const next = chats[(at + 1) % chats.length];
  return next && next.number !== current ? next : null;
}
