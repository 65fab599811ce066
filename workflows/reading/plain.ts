/** What programs put around a copied number and nobody sees: direction marks, zero widths, soft hyphens. */
const UNSEEN = /\p{Cf}|\uFE0E|\uFE0F/gu;
/** Full-width signs of East Asian keyboards; each stands at the same distance from its plain one. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;
const SPACES = /[\p{Zs}\t]/gu;
const DASHES = /[\u2010-\u2015\u2043\u2212\uFE58\uFE63]/g;
const DIGITS_OF_OTHERS = /[^\P{Nd}0-9]/gu;

/**
 * The text with one spelling for each sign: digits of every script as 0–9, dashes as `-`, spaces as spaces, nothing
 * unseen.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(SPACES, ' ')
    .replace(DASHES, '-')
    .replace(DIGITS_OF_OTHERS, valueOf);
}

const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** Unicode keeps the ten digits of a script in a row, from zero on; several rows may follow each other. */
function valueOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (isDigit(first - 1)) first -= 1;
  return String((code - first) % 10);
}
