import type { OpenChat } from '#lib/chat/open-chat.svelte.ts';

/** Keys in the field: Alt with an arrow chooses what is answered, Escape lets go of it before it leaves the field. */
export function quotes(event: KeyboardEvent, { quoting, loaded }: OpenChat): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const by = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined;
  const lets = event.key === 'Escape' && !event.altKey && quoting.current !== null;
  if (by === undefined && !lets) return false;
  event.preventDefault();
  if (by === undefined) quoting.choose(null);
  else quoting.step(loaded.items, by);
  return true;
}
