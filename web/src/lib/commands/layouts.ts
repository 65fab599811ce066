import { fold } from '#lib/words/fold.ts';

const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./";
const CYRILLIC = 'йцукенгшщзхїфівапролджєячсмитьбю.';
const TO_CYRILLIC = new Map([...LATIN].map((letter, at) => [letter, CYRILLIC[at] ?? letter]));
const TO_LATIN = new Map([...CYRILLIC].map((letter, at) => [letter, LATIN[at] ?? letter]));

/** What was typed, and what the same keys say in the other layout: one forgets to switch it. */
export function readingsOf(typed: string): string[] {
  const words = typed.trim().toLowerCase();
  const other = (letters: Map<string, string>) => [...words].map((letter) => letters.get(letter) ?? letter).join('');
  return [...new Set([words, other(TO_CYRILLIC), other(TO_LATIN)])].filter((reading) => reading !== '');
}

/** How well words answer to what was typed, less is better; null: not at all. Every word that was typed is in them. */
export function rankOf(typed: string, words: string): number | null {
  const folded = fold(words);
  const ranks = readingsOf(typed).map((reading) => rankOfOne(fold(reading), folded));
  const found = ranks.filter((rank) => rank !== null);
  return found.length > 0 ? Math.min(...found) : null;
}

function rankOfOne(sought: string, words: string): number | null {
  if (!sought.split(/\s+/).every((word) => words.includes(word))) return null;
  if (words.startsWith(sought)) return 0;
  return ` ${words}`.includes(` ${sought}`) ? 1 : 2;
}
