import { COMMAND_IDS, commandOf, type CommandId } from './command-list.ts';
import { commands } from './commands.svelte.ts';
import { isApple } from './key-words.ts';
import { composer, conversation, currentRow, moveInList, nextPane } from './focus.ts';

/** Keys of the desk. They do nothing while one types, nor under a dialog or a menu. */
export function pressed(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.altKey || isUnderFloating()) return;
  // In a field, too: it writes nothing.
  if (isCtrl(event) && event.code === 'KeyK' && commands.run('palette')) return event.preventDefault();
  if (event.ctrlKey || event.metaKey) return;
  if (event.key === 'F6') return done(event, () => nextPane(event.shiftKey ? -1 : 1));
  if (event.key === 'Escape') return escape(event);
  if (isTyping(event.target)) return;
  const arrow = arrowIn(event);
  if (arrow !== 0) return done(event, () => moveInList(arrow));
  const id = commands.areKeysOn ? commandFor(event) : null;
  if (id && commands.run(id)) event.preventDefault();
}

function commandFor(event: KeyboardEvent): CommandId | null {
  // A layout has its question mark where it likes.
  if (event.key === '?') return 'keys';
  const id = COMMAND_IDS.find((one) => {
    const { key } = commandOf(one);
    return key && !key.ctrl && key.code === event.code && (key.shift ?? false) === event.shiftKey;
  });
  return id && event.repeat && !commandOf(id).key?.repeats ? null : (id ?? null);
}

/** On a Mac Ctrl K belongs to the field: it cuts the rest of the line. */
function isCtrl(event: KeyboardEvent): boolean {
  return isApple() ? event.metaKey : event.ctrlKey;
}

function arrowIn(event: KeyboardEvent): number {
  if (!(event.target instanceof Element) || !event.target.closest('.list')) return 0;
  if (event.key === 'ArrowDown') return 1;
  return event.key === 'ArrowUp' ? -1 : 0;
}

/** From the composer and the conversation back to the list, from all else to the composer. */
function escape(event: KeyboardEvent) {
  const isInTalk = document.activeElement === composer() || document.activeElement === conversation();
  const to = isInTalk ? currentRow() : composer();
  if (to && to !== document.activeElement) done(event, () => to.focus());
}

function done(event: Event, act: () => void) {
  event.preventDefault();
  act();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable], [role=combobox]');
}

/** What is on its way out is in nobody's way: who presses one thing right after the other is not unheard. */
function isUnderFloating(): boolean {
  const floating = [...document.querySelectorAll('[role=dialog], [role=alertdialog], [role=menu]')];
  return floating.some((one) => !one.matches('[data-state=closed]'));
}
