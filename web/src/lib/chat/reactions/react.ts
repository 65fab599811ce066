import { api } from '#lib/api/api.ts';
import type { Message } from '#lib/api/types.ts';
import type { OpenChat } from '#lib/chat/open-chat.svelte.ts';

/** Puts a sign to a message in the page's name; null: takes it back. */
export async function react(open: OpenChat, message: Message, emoji: string | null): Promise<void> {
  open.problem = null;
  try {
    await open.loaded.change(message.id, () => api.chats.react(open.number, message.id, emoji));
  } catch (error) {
    open.problem = error;
  }
}

/** The page's own sign, as it is wished. */
export function ourReaction({ reactions }: Message): string | null {
  return reactions.find(({ by, state }) => by === 'page' && state !== 'failed')?.emoji ?? null;
}
