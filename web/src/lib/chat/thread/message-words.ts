import type { Message } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

/** Words for what has none of its own: a kind that cannot be shown, a message that was taken back. */
export function wordsInstead(kind: string): string | null {
  if (kind === 'unsupported') return m.message_unsupported();
  return kind === 'unsent' ? m.message_unsent() : null;
}

/** An automatic message that its chat left out when its page was mended: nothing failed, the client has none of it. */
export function isLeftOut({ state, reason }: Pick<Message, 'state' | 'reason'>): boolean {
  return state === 'failed' && reason?.code === 'overtaken';
}

/** A thumbs-up or a sticker by itself: drawn as what it is, without a bubble around it. */
export function isSign({
  attachments: [first, more],
  text,
  quote,
}: Pick<Message, 'attachments' | 'text' | 'quote'>): boolean {
  return text === '' && quote === null && more === undefined && ['like', 'sticker'].includes(first?.type ?? '');
}

/** Whether somebody of us answered before the client wrote on. */
export function wasAnswered(messages: readonly Message[], { id }: Pick<Message, 'id'>): boolean {
  const after = messages.slice(messages.findIndex((message) => message.id === id) + 1);
  const next = after.find(({ automatic }) => !automatic);
  return next?.direction === 'out' && next.state !== 'failed';
}
