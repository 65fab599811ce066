const OWN = new Map([
  ['й', '\uE000'],
  ['ї', '\uE001'],
  ['ў', '\uE002'],
]);
const BACK = new Map([...OWN].map(([letter, kept]) => [kept, letter]));
/** Letters that do not decompose, and signs that stand for one another. */
const OTHERS = new Map([
  ['ł', 'l'],
  ['đ', 'd'],
  ['ø', 'o'],
  ['ı', 'i'],
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['ς', 'σ'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
]);

/**
 * Words as they are searched: letters that are one letter to people are one. The twin of `fold` in PostgreSQL
 * (db/migrations); a test holds the two together.
 */
export function fold(words: string): string {
  return words
    .normalize('NFC')
    .toLowerCase()
    .replace(/[йїў]/g, (letter) => OWN.get(letter) ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .replace(/[\uE000-\uE002]/g, (kept) => BACK.get(kept) ?? kept)
    .replace(/[’ʼ‘`´′ʹ]/g, "'")
    .replace(/\u00A0/g, ' ')
    .replace(/[łđøıħŧςßæœ]/g, (letter) => OTHERS.get(letter) ?? letter);
}

/** Letters that people put for one another, and marks that many do not find on their keyboard. */
const MISTYPED: [RegExp, string][] = [
  [/['"*]/g, ''],
  [/є/g, 'е'],
  [/ґ/g, 'г'],
  [/ї/g, 'і'],
  [/\s+/g, ' '],
];

/** Folded, and with what is mistyped as it is meant: for a list that is short enough to look at each of it. */
export function foldMistyped(words: string): string {
  return MISTYPED.reduce((text, [letters, one]) => text.replace(letters, one), fold(words)).trim();
}
