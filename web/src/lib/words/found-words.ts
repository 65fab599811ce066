import { fold } from '#workflows/reading/fold.ts';

export type FoundWords = { before: string; match: string; after: string };

/** So much of a text stands before what was found in it, where it is shown in a line. */
const BEFORE = 24;

/** A text in a line, from a little before the words that are sought; null: they do not stand in it. */
export function foundWords(text: string, sought: string): FoundWords | null {
  const line = text.normalize('NFC').replace(/\s+/gu, ' ');
  const place = placeIn(line, fold(sought.trim()));
  if (place === null) return null;
  const [from, to] = place;
  const start = from <= BEFORE ? 0 : beginOfWord(line, from - BEFORE);
  return {
    before: (start > 0 ? '…' : '') + line.slice(start, from),
    match: line.slice(from, to),
    after: line.slice(to),
  };
}

/** Where the folded words stand in a text whose letters fold one by one. */
function placeIn(text: string, folded: string): [number, number] | null {
  if (folded === '') return null;
  const places: number[] = [];
  let whole = '';
  let at = 0;
  for (const letter of text) {
    const part = fold(letter);
    for (let n = 0; n < part.length; n += 1) places.push(at);
    whole += part;
    at += letter.length;
  }
  const from = whole.indexOf(folded);
  if (from < 0) return null;
  const last = from + folded.length;
  return [places[from] ?? 0, places[last] ?? text.length];
}

function beginOfWord(text: string, from: number): number {
  const space = text.indexOf(' ', from - 1);
  return space < 0 || space > from + BEFORE ? from : space + 1;
}
