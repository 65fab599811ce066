import { isApple } from './key-words.ts';

export type Sending = 'only' | 'finish' | 'next';
type Combination = { sign: () => string; shortcut: () => string };

const sign = (apple: string, other: string) => () => (isApple() ? apple : other);

/** Combinations in the field of a reply, where single letters are written: what sends it, and what comes after. */
export const SENDING: Record<Sending, Combination> = {
  only: { sign: sign('⌘ ↵', 'Ctrl ↵'), shortcut: sign('Meta+Enter', 'Control+Enter') },
  finish: { sign: sign('⌘ ⇧ ↵', 'Ctrl Shift ↵'), shortcut: sign('Meta+Shift+Enter', 'Control+Shift+Enter') },
  next: { sign: sign('⌥ ↵', 'Alt ↵'), shortcut: () => 'Alt+Enter' },
};

/** Null: Enter is a new line. */
export function sendingOf(event: KeyboardEvent): Sending | null {
  if (event.key !== 'Enter') return null;
  const isCtrl = event.ctrlKey || event.metaKey;
  if (event.altKey) return isCtrl || event.shiftKey ? null : 'next';
  return isCtrl ? (event.shiftKey ? 'finish' : 'only') : null;
}
