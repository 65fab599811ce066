import { own } from '#workflows/settings/own.ts';
const OWN = new Map([
  ['й', '\uE000'],
  ['ї', '\uE001'],
  ['ў', '\uE002'],
]);
const BACK = new Map([...OWN].map(([letter, kept]) => [kept, letter]));
/** Letters that do not decompose, and signs that stand for one another. */
const OTHERS: Record<string, string> = {
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ς: 'σ',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/**
 * Words as they are searched: letters that are one letter to people are one. The twin of `fold` in PostgreSQL
 * (db/migrations).
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
    .replace(/[łđøıħŧςßæœ]/g, (letter) => own(OTHERS, letter) ?? letter);
}
