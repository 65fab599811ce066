/** A row of digits with the signs that people put between those of a phone, and what stands around it. */
export interface Run {
  text: string;
  before: string;
  after: string;
}

/** No number has more; what is longer is no phone, whatever its beginning looks like. */
const MOST_DIGITS = 40;
const FEWEST_DIGITS = 7;
/** Farther away nobody names a number. */
const AROUND = 100;
const RUN = /[+(]{0,2}\d(?:[\d ()./-]*\d)?/g;

export function runsOf(text: string): Run[] {
  return [...text.matchAll(RUN)].flatMap(({ 0: found, index }) => {
    const count = found.replace(/\D/g, '').length;
    if (count < FEWEST_DIGITS || count > MOST_DIGITS) return [];
    const end = index + found.length;
    return [
      { text: found, before: text.slice(Math.max(0, index - AROUND), index), after: text.slice(end, end + AROUND) },
    ];
  });
}

/** Each with what divides it from the next: `067 `, `123-`, `45 `, `67`. */
export function groupsOf(written: string): string[] {
  return written.match(/[+(]*\d+[^\d+(]*/g) ?? [];
}

/**
 * Not stuck to a word or a sign that makes it part of something longer. A plus begins a number in any
 * company but that of letters and digits.
 */
export function standsAlone({ text, before, after }: Run): boolean {
  if (isStuck(before) || /^\s*[@_%=]/.test(after)) return false;
  if (text.startsWith('+')) return true;
  return !/^[\p{L}\p{N}]/u.test(after) && !/[€$₴£₽]\s?$/u.test(before);
}

/** With a unit behind it: an amount, or the end of the row is one. */
export function isCounted({ text, after }: Run): boolean {
  return !text.startsWith('+') && UNIT.test(after);
}

const UNIT =
  /^\s*(?:[€$₴£₽%°]|(?:грн|гривень|гривні|uah|usd|eur|pln|zł|zl|kč|руб|шт|кг|kg|км|km|pcs|stk|szt|мм|mm)(?!\p{L}))/iu;

/** `A067…`, `0.067…`, `x-067…` are; `тел067…`, `Марія:067…`, `.067…` after a sentence are not. */
function isStuck(before: string): boolean {
  if (/[@_&%=\p{N}]$/u.test(before) || /\d[.,/-]$/u.test(before) || /\p{L}[-/]$/u.test(before)) return true;
  return /\p{L}$/u.test(before) && !CALLED.test(before);
}

const CALLED = /(?:^|\P{L})(?:тел|т|моб|телефон|tel|phone)$/iu;
