import { m } from './paraglide/messages.js';

/** Words for what has none of its own: a kind that cannot be shown, a message that was taken back. */
export function wordsInstead(kind: string): string | null {
  if (kind === 'unsupported') return m.message_unsupported();
  return kind === 'unsent' ? m.message_unsent() : null;
}
