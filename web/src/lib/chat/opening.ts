import { api } from '#lib/api/api.ts';
import { all } from '#lib/api/request.ts';
import type { Chat } from '#lib/api/types.ts';
import { MESSAGES_AT_ONCE } from '#lib/chat/thread/loaded-messages.svelte.ts';
import { live } from '#lib/live/live.svelte.ts';
import type { OpenChat } from './open-chat.svelte.ts';

/** What the list shows the stream keeps as it is: of that only the conversation is asked for. */
export async function chatAsItIs({ number, chat, state }: OpenChat): Promise<Chat> {
  const isKept = state === 'loading' && live.state === 'open';
  return isKept && chat ? chat : api.chats.get(number);
}

/** The conversation in one request; only of a timeline that is longer than most its rest is asked for after it. */
export async function whatItOpensWith(number: number) {
  const { messages, timeline, earlier } = await api.chats.opening(number, { messages: MESSAGES_AT_ONCE });
  const isWhole = timeline.next === null;
  const entries = isWhole ? timeline.items : await all((query) => api.chats.timeline(number, query));
  return { messages, entries, earlier };
}
