import { fold } from '#workflows/reading/fold.ts';
import { type Place, placesOf } from '#workflows/reading/found.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';

/** A piece of a text; `isMatch`: it was sought. */
export type TextPart = { text: string; isMatch: boolean };

/** So much of a text stands before what was found in it, where it is shown in a line. */
const BEFORE = 24;

/** A text in a line, from a little before the words that are sought; null: they do not stand in it. */
export function foundWords(text: string, sought: string): TextPart[] | null {
  const line = text.normalize('NFC').replace(/\s+/gu, ' ');
  for (const reading of readingsOf(sought)) {
    const words = fold(reading).split(/\s+/).filter(Boolean);
    // Side by side, as they were typed; else each where it stands.
    const places = words.length > 0 ? (placesOf(line, [words.join(' ')]) ?? placesOf(line, words)) : null;
    if (places) return fromABit(line, places);
  }
  return null;
}

/** The same of a text whose places are known. */
export function markedWords(text: string, marks: readonly Place[]): TextPart[] {
  return fromABit(text, marks);
}

function fromABit(line: string, places: readonly Place[]): TextPart[] {
  const first = places[0]?.[0] ?? 0;
  const start = first <= BEFORE ? 0 : beginOfWord(line, first - BEFORE);
  const parts: TextPart[] = [];
  let at = start;
  for (const [from, to] of places) {
    parts.push({ text: line.slice(at, from), isMatch: false }, { text: line.slice(from, to), isMatch: true });
    at = to;
  }
  parts.push({ text: line.slice(at), isMatch: false });
  if (start > 0) parts.unshift({ text: '…', isMatch: false });
  return parts.filter(({ text }) => text !== '');
}

function beginOfWord(text: string, from: number): number {
  const space = text.indexOf(' ', from - 1);
  return space < 0 || space > from + BEFORE ? from : space + 1;
}
