import type { ListedChat } from '#lib/api/types.ts';

/** Where a chat of the list opens: where the words stand that it was searched for, else as it stood. */
export function wayInto({ number, hit }: Pick<ListedChat, 'number' | 'hit'>): string {
  return `/chats/${number}${hit ? `?message=${hit.messageId}` : ''}`;
}
