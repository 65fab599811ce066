/** Stands where a value is missing until the words around it are closed up; a value is never looked into. */
export const GAP = '\uE000';
/** A bracket or a quotation mark with the one that closes it. */
const PAIRS = new Map(['()', '[]', '«»', '“”', '„“', '""'].map((pair) => [pair.charAt(0), pair.charAt(1)] as const));
const OPENING = /[([«“„]/;
const DIVIDING = /[,:;–—-]/;
const ENDING = /[.!?…]/;

export function closeGaps(marked: string): string {
  return marked
    .split('\n')
    .map((line) => (line.includes(GAP) ? closeLine(line) : line))
    .filter((line): line is string => line !== null)
    .join('\n');
}

/** A line without its gaps; null when nothing is left of it but signs. */
function closeLine(line: string): string | null {
  const said: string[] = [];
  let isGap = false;
  for (const sign of withoutEmptyPairs(Array.from(line))) {
    if (sign === GAP) isGap = trimEnd(said);
    else if (!isGap) said.push(sign);
    else isGap = joinOver(said, sign);
  }
  if (isGap) drop(said, DIVIDING);
  const text = said.join('').trimEnd();
  return SAYING.test(text) ? text : null;
}

const SAYING = /[\p{L}\p{N}\p{Extended_Pictographic}\uE001]/u;

/**
 * What comes after a gap takes the place of the space and the comma before it, where it can stand without them; a gap
 * that began a sentence leaves its beginning to the next word. Says whether it was taken into the gap.
 */
function joinOver(said: string[], sign: string): boolean {
  if (isSpace(sign)) return true;
  const before = said.at(-1) ?? '';
  const begins = before === '' || ENDING.test(before);
  if (!DIVIDING.test(sign) && !ENDING.test(sign) && !CLOSING.has(sign)) {
    if (before !== '' && !OPENING.test(before)) said.push(' ');
    said.push(begins ? sign.toLocaleUpperCase() : sign);
    return false;
  }
  if (before === '' || OPENING.test(before)) return true;
  if (ENDING.test(before) && !CLOSING.has(sign)) return true;
  drop(said, DIVIDING);
  said.push(sign);
  return false;
}

/** Takes one of these signs at the end away, with the spaces around it. */
function drop(said: string[], signs: RegExp): void {
  if (signs.test(said.at(-1) ?? '')) said.pop();
  trimEnd(said);
}

/** There is a gap now, and no space before it. */
function trimEnd(said: string[]): true {
  while (isSpace(said.at(-1) ?? '')) said.pop();
  return true;
}

const CLOSING = new Set(PAIRS.values());
const isSpace = (sign: string): boolean => sign === ' ' || sign === '\t' || sign === '\u00a0';

/** `({{first_name}})` is one gap. Signs that part gaps from each other go with them. */
function withoutEmptyPairs(signs: string[]): string[] {
  const kept: string[] = [];
  for (const sign of signs) {
    const opened = CLOSING.has(sign) ? emptySince(kept, sign) : -1;
    if (opened < 0) kept.push(sign);
    else kept.splice(opened, Infinity, GAP);
  }
  return kept;
}

/** Where the pair that `sign` closes was opened, if nothing but gaps and what parts them stands in it; else -1. */
function emptySince(kept: string[], sign: string): number {
  let at = kept.length - 1;
  let hasGap = false;
  for (; at >= 0; at -= 1) {
    const before = kept[at] ?? '';
    if (PAIRS.get(before) === sign) return hasGap ? at : -1;
    hasGap ||= before === GAP;
    if (before !== GAP && !isSpace(before) && !DIVIDING.test(before)) return -1;
  }
  return -1;
}
