import type { Key } from './command-list.ts';

/** What is printed on the key; of its two letters the Latin one, which every keyboard has. */
export function keyWord(key: Key): string {
  return [...heldWith(key, isApple() ? '⌘' : 'Ctrl'), signOf(key)].join(' ');
}

/** As `aria-keyshortcuts` writes it. */
export function shortcutOf(key: Key): string {
  return [...heldWith(key, isApple() ? 'Meta' : 'Control'), signOf(key)].join('+');
}

export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** What is held while it is pressed. A sign that only stands on the shifted key says so itself: `?`. */
function heldWith({ code, ctrl, shift }: Key, control: string): string[] {
  return [...(ctrl ? [control] : []), ...(shift && code !== 'Slash' ? ['Shift'] : [])];
}

function signOf({ code, shift }: Key): string {
  if (code === 'Slash') return shift ? '?' : '/';
  return code.replace(/^(Key|Digit)/, '');
}
