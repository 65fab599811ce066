import type { ChatState } from '../vocabulary.ts';

/** The chat in a few lines of Markdown for Temporal's own UI. Ids only; it is encrypted all the same. */
export function details(chat: ChatState, number: number | null): string {
  const lines = [
    `**Chat ${number ?? ''}** · ${chat.status}`,
    `Operators: ${chat.operators.map(({ id }) => id).join(', ') || 'nobody'}`,
    chat.waitingSince === null ? 'Nobody waits' : `Client waits since ${iso(chat.waitingSince)}`,
  ];
  if (chat.window) {
    lines.push(
      `Window ${chat.window.closed ? 'closed' : 'open'} until ${iso(chat.window.until)} (${chat.window.reason})`,
    );
  }
  return lines.join('\n\n');
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
