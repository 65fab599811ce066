import type { ChatState, Millis } from './vocabulary.ts';

/** Since when the client waits for a person: the asking for their contact does not count. Null when nobody waits. */
export function waitsSince(chat: ChatState): Millis | null {
  if (chat.waitingSince === null || (chat.phase ?? 'open') !== 'open') return null;
  return Math.max(chat.waitingSince, chat.handedOverAt ?? 0);
}
