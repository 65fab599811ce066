const UKRAINIAN = /^UA\d{27}$/;

/** As it is kept: capital letters, nothing between them. */
export const compactIban = (typed: string): string => typed.replace(/[\s\u00A0-]/g, '').toUpperCase();

/** A Ukrainian IBAN by ISO 13616: two letters, 27 digits, and the remainder of 97 is 1. */
export function isIban(iban: string): boolean {
  if (!UKRAINIAN.test(iban)) return false;
  const digits = [...(iban.slice(4) + iban.slice(0, 4))].map((sign) => parseInt(sign, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
