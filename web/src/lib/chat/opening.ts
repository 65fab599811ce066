import { api } from '#lib/api/api.ts';
import { all } from '#lib/api/request.ts';
import type { Chat } from '#lib/api/types.ts';
import { MESSAGES_AT_ONCE } from '#lib/chat/thread/loaded-messages.svelte.ts';
import { live } from '#lib/live/live.svelte.ts';
import { Ahead } from './ahead.ts';
import type { OpenChat } from './open-chat.svelte.ts';

/** What was asked for before anybody came for it. */
export const ahead = new Ahead(ask);

/** What the list shows the stream keeps as it is: of that only the conversation is asked for. */
export async function chatAsItIs(open: OpenChat): Promise<Chat> {
  return isKept(open) && open.chat ? open.chat : api.chats.get(open.number);
}

/** The conversation in one request, or in none, where it is here already. */
export async function whatItOpensWith(open: OpenChat) {
  return (isKept(open) && (await ahead.take(open.number))) || ask(open.number);
}

/** Somebody may open this chat next. */
export function lookAhead(chat: Chat): void {
  if (live.state === 'open') ahead.look(chat);
}

/** It is opened for the first time, and whatever changes is told. */
function isKept({ state }: OpenChat): boolean {
  return state === 'loading' && live.state === 'open';
}

/** Only of a timeline that is longer than most its rest is asked for after it. */
async function ask(number: number) {
  const { messages, timeline, earlier } = await api.chats.opening(number, { messages: MESSAGES_AT_ONCE });
  const isWhole = timeline.next === null;
  const entries = isWhole ? timeline.items : await all((query) => api.chats.timeline(number, query));
  return { messages, entries, earlier };
}
