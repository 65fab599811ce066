const OWN = new Map([
  ['й', '\uE000'],
  ['ў', '\uE002'],
]);
const BACK = new Map([...OWN].map(([letter, kept]) => [kept, letter]));
/** Letters that do not decompose, and those that people put for one another. */
const OTHERS = new Map([
  ['є', 'е'],
  ['ґ', 'г'],
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
 * Words as they are searched: letters that are one letter to people are one (ї and і, too, but й and и are two), and an
 * apostrophe, of which every keyboard has another one or none, is left out. The twin of `fold` in PostgreSQL
 * (db/migrations); a test holds the two together.
 */
export function fold(words: string): string {
  return words
    .normalize('NFC')
    .toLowerCase()
    .replace(/[йў]/g, (letter) => OWN.get(letter) ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .replace(/[\uE000\uE002]/g, (kept) => BACK.get(kept) ?? kept)
    .replace(/['’ʼ‘`´′ʹʻ‛＇]/g, '')
    .replace(/\u00A0/g, ' ')
    .replace(/[єґłđøıħŧςßæœ]/g, (letter) => OTHERS.get(letter) ?? letter);
}

/** Folded, without marks that stand for an apostrophe or around words: for a list that is short enough to look at. */
export function foldMistyped(words: string): string {
  return fold(words).replace(/["*]/g, '').replace(/\s+/g, ' ').trim();
}
