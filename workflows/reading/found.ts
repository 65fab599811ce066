import { fold } from './fold.ts';

/** From which letter to before which one. */
export type Place = readonly [from: number, to: number];

/**
 * Where words that are folded stand in a text (NFC), whose letters fold one by one; null: one of them is not in it. Of
 * the same letters none is told twice.
 */
export function placesOf(text: string, words: readonly string[]): Place[] | null {
  const { folded, letters } = foldedWithPlaces(text);
  const places: Place[] = [];
  for (const word of words) {
    const before = places.length;
    for (let at = folded.indexOf(word); word !== '' && at >= 0; at = folded.indexOf(word, at + word.length))
      places.push([letters[at] ?? 0, letters[at + word.length] ?? text.length]);
    if (places.length === before) return null;
  }
  return merged(places.toSorted(([a], [b]) => a - b));
}

/** Each sign of what is folded with the letter it came from, and one more. */
function foldedWithPlaces(text: string): { folded: string; letters: number[] } {
  const letters: number[] = [];
  let folded = '';
  let at = 0;
  for (const letter of text) {
    const part = fold(letter);
    for (let n = 0; n < part.length; n += 1) letters.push(at);
    folded += part;
    at += letter.length;
  }
  return { folded, letters };
}

function merged(places: Place[]): Place[] {
  const apart: Place[] = [];
  for (const [from, to] of places) {
    const last = apart.at(-1);
    if (last && from <= last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], to)];
    else apart.push([from, to]);
  }
  return apart;
}
