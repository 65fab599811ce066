/** What a company's or a person's code is by its digits; null: neither. */
function kindOfCode(code: string): 'edrpou' | 'rnokpp' | null {
  if (/^\d{8}$/.test(code)) return 'edrpou';
  return /^\d{10}$/.test(code) ? 'rnokpp' : null;
}

/** Whether the last digit fits the others. Old and special codes exist whose digit does not: it warns, no more. */
export function codeFits(code: string): boolean {
  const kind = kindOfCode(code);
  if (kind === null) return false;
  const digits = [...code].map(Number);
  return digits.at(-1) === (kind === 'edrpou' ? edrpouDigit(digits) : rnokppDigit(digits));
}

const PERSON = [-1, 5, 7, 9, 4, 6, 10, 5, 7];
const rnokppDigit = (digits: number[]): number => (((weighed(digits, PERSON) % 11) + 11) % 11) % 10;

/** Codes between thirty and sixty million are weighed in another order; a remainder of ten is weighed anew. */
function edrpouDigit(digits: number[]): number {
  const first = digits[0] ?? 0;
  const weights = first >= 3 && first <= 5 ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7];
  const rest = weighed(digits, weights) % 11;
  if (rest < 10) return rest;
  const other = weights.map((weight) => weight + 2);
  return (weighed(digits, other) % 11) % 10;
}

const weighed = (digits: number[], weights: number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0);
