/** Fewer digits are in every number. */
const FEWEST_DIGITS = 3;

/** What one box of a list is asked: the words, the same as a pattern, a record's number, the digits of a phone. */
export function soughtRecord(q: string): [q: string, pattern: string, number: string, digits: string] {
  const digits = /^[+\d\s().-]+$/.test(q) ? q.replace(/\D/g, '').replace(/^0+/, '') : '';
  const number = q.replace(/^[№#\s]+/, '');
  return [q, `%${q.replace(/[\\%_]/g, '\\$&')}%`, number, digits.length < FEWEST_DIGITS ? '' : digits];
}
