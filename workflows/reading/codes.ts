/** What is odd about a code: it has no form that codes have, or its last digit does not follow from the others. */
export type CodeWarning = 'unknown_form' | 'check_digit';

/**
 * ЄДРПОУ of a company (8 digits) or РНОКПП of a person (10); instead of the latter a passport (two letters and six
 * digits, or the nine of a card), which nothing can be told of. Old and special codes exist: whoever is warned may be
 * right.
 */
export function codeWarning(code: string): CodeWarning | null {
  if (/^\d{8}$/.test(code)) return lastDigitOf(code) === edrpouDigit(code) ? null : 'check_digit';
  if (/^\d{10}$/.test(code)) return lastDigitOf(code) === rnokppDigit(code) ? null : 'check_digit';
  return code === '' || /^(\p{Lu}{2}\d{6}|\d{9})$/u.test(code) ? null : 'unknown_form';
}

/** ІПН: 12 digits of a company, 10 of a person. */
export function vatCodeWarning(code: string): CodeWarning | null {
  return code === '' || /^(\d{10}|\d{12})$/.test(code) ? null : 'unknown_form';
}

const lastDigitOf = (code: string): number => Number(code.at(-1));

function edrpouDigit(code: string): number {
  // Codes between thirty and sixty million are weighed in another order.
  const weights = /^[345]/.test(code) ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7];
  const first = weighed(code, weights) % 11;
  return first < 10
    ? first
    : (weighed(
        code,
        weights.map((weight) => weight + 2),
      ) %
        11) %
        10;
}

function rnokppDigit(code: string): number {
  const sum = weighed(code, [-1, 5, 7, 9, 4, 6, 10, 5, 7]);
  return (((sum % 11) + 11) % 11) % 10;
}

const weighed = (code: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, n) => sum + weight * Number(code[n]), 0);
