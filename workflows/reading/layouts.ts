/** The same keys of both layouts: one forgets to switch them. */
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./";
const CYRILLIC = 'йцукенгшщзхїфівапролджєячсмитьбю.';

export const inLatin = (typed: string): string => retyped(typed, CYRILLIC, LATIN);
export const inCyrillic = (typed: string): string => retyped(typed, LATIN, CYRILLIC);

/** What was typed, and what the same keys say in the other layout. */
export function readingsOf(typed: string): string[] {
  const words = typed.normalize('NFC').trim().toLowerCase();
  return [...new Set([words, inCyrillic(words), inLatin(words)])].filter((reading) => reading !== '');
}

function retyped(typed: string, from: string, to: string): string {
  return [...typed.toLowerCase()].map((letter) => to[from.indexOf(letter)] ?? letter).join('');
}
