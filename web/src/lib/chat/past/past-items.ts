import type { Sibling } from '#lib/api/types.ts';
import type { OpenChat } from '#lib/chat/open-chat.svelte.ts';
import type { ThreadItem } from '#lib/chat/thread/thread.ts';

export type PastSource = {
  /** The nearest first. */
  earlier: readonly Sibling[];
  rest: number;
  opened: ReadonlyMap<number, OpenChat>;
};

/** The client's earlier chats as rows above the conversation: a line each, and under an open one what was said. */
export function pastItems({ earlier, rest, opened }: PastSource): ThreadItem[] {
  const lines = earlier.toReversed().flatMap((chat) => chatItems(chat, opened.get(chat.number) ?? null));
  return rest > 0 ? [{ type: 'past-rest', key: 'past rest', count: rest }, ...lines] : lines;
}

function chatItems(chat: Sibling, talk: OpenChat | null): ThreadItem[] {
  const line: ThreadItem = { type: 'past', key: `past ${chat.number}`, chat, talk };
  if (talk === null || talk.state !== 'ready') return [line];
  const { number } = chat;
  const older: ThreadItem[] = talk.loaded.isComplete ? [] : [{ type: 'past-older', key: `past ${number} older`, talk }];
  // Where somebody left off reading is told of the chat on screen only.
  const said = talk.thread.filter(({ type }) => type !== 'new').map((item) => ({ ...item, talk }));
  return [line, ...older, ...said, { type: 'past-end', key: `past ${number} end`, number }];
}
