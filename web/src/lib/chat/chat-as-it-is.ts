import { api } from '#lib/api/api.ts';
import type { Chat } from '#lib/api/types.ts';
import { live } from '#lib/live/live.svelte.ts';
import type { OpenChat } from './open-chat.svelte.ts';

/** What the list shows the stream keeps as it is: of that only the conversation is asked for. */
export async function chatAsItIs({ number, chat, state }: OpenChat): Promise<Chat> {
  const isKept = state === 'loading' && live.state === 'open';
  return isKept && chat ? chat : api.chats.get(number);
}
