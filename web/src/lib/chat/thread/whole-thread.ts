import { asMessages } from '#lib/chat/composer/pending-message.ts';
import type { OpenChat } from '#lib/chat/open-chat.svelte.ts';
import { pastItems } from '#lib/chat/past/past-items.ts';
import { type ThreadItem, threadOf, withoutRecord } from './thread.ts';

/** All that is shown of a chat: what is on its way too, and above its beginning the client's earlier chats. */
export function wholeThread({ chat, loaded, entries: all, newFromId, pending, past }: OpenChat): ThreadItem[] {
  const { items: messages, isComplete, hasEnd } = loaded;
  // Why nobody leads it is told where it is said that it waits.
  const entries = withoutRecord(all, chat?.waiting?.recordId ?? null);
  const unconfirmed = hasEnd ? pending.flatMap(asMessages) : [];
  const own = threadOf({ messages, entries, newFromId, isComplete, hasEnd, unconfirmed });
  return isComplete ? [...pastItems(past), ...own] : own;
}
