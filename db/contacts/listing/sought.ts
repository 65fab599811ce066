/** What is sought in a list of contacts. */
export interface Sought {
  /** What an index knows of it: nothing, words, or words and the digits of a phone. */
  by: 'scan' | 'words' | 'digits';
  /** Digits of a phone, anywhere in it. */
  anywhere: string;
  /** After the zero that went with the country, at its beginning. */
  national: string;
}

/** Fewer digits are in every number, and fewer letters in no index. */
const FEWEST = 3;

export function soughtContact(q: string): Sought {
  const digits = /^[+\d\s().-]+$/.test(q) ? q.replace(/\D/g, '') : '';
  const isShort = [...q].length < FEWEST;
  if (digits.length < FEWEST) return { by: isShort ? 'scan' : 'words', anywhere: '', national: '' };
  const national = digits.startsWith('0') ? digits.replace(/^0+/, '') : '';
  const isIndexed = national === '' ? !digits.startsWith('0') : national.length >= FEWEST;
  return { by: isIndexed ? 'digits' : 'scan', anywhere: digits, national };
}
