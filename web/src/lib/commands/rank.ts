import { fold } from '#workflows/reading/fold.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';

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
