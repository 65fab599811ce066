/** Where a stroke begins the search for a ready reply, and what is sought; null: nothing is. */
export type Sought = { from: number; words: string };

/** A stroke at the beginning or after a space, and what was typed behind it up to the caret. */
const STROKE = /(?:^|\s)\/(?!\s)([^/\n]{0,60})$/;

export function soughtIn(text: string, caret: number): Sought | null {
  const found = STROKE.exec(text.slice(0, caret));
  if (!found) return null;
  const words = found[1] ?? '';
  return { from: caret - words.length - 1, words };
}
