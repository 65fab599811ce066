import type { Key } from './command-list.ts';

/** What is printed on the key; of its two letters the Latin one, which every keyboard has. */
export function keyWord(key: Key): string {
  const sign = signOf(key);
  return key.ctrl ? `${isApple() ? '⌘' : 'Ctrl'} ${sign}` : sign;
}

/** As `aria-keyshortcuts` writes it. */
export function shortcutOf(key: Key): string {
  const sign = signOf(key);
  return key.ctrl ? `${isApple() ? 'Meta' : 'Control'}+${sign}` : sign;
}

export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

function signOf({ code, shift }: Key): string {
  if (code === 'Slash') return shift ? '?' : '/';
  return code.replace(/^(Key|Digit)/, '');
}
