import type { Sql } from '#db/connection/transaction.ts';

/** What was asked for, in one reading of it, as it is searched. */
export interface Asked {
  typed: string;
  /** A chat's number, where it may be one. */
  number: number | null;
  /** Of a phone, without the zeros that stand before a country's or an area's code; empty: it is none. */
  digits: string;
  words: string[];
  /** Each word anywhere. */
  patterns: string[];
  /** What of them stands in the index of texts. */
  parts: string[];
  /** And in that of names, where words of one letter or two stand as well. */
  nameParts: string[];
}

/** Whoever waits longer types another word. */
const LONGEST_MS = 1_000;
const NUMBER_MAX = 2 ** 31 - 1;
/** Fewer digits stand in every phone. */
const FEWEST_DIGITS = 4;

/**
 * Each reading of what was typed. The search has a transaction of its own: it ends soon, and looks through no table
 * from its beginning to its end, whatever the planner thinks of words that it does not know. A reading of which nothing
 * is left is left out.
 */
export async function readAsked(tx: Sql, readings: string[]): Promise<Asked[]> {
  const { rows } = await tx.query<{ typed: string; words: string[]; parts: string[]; timeout: string; scan: string }>(
    `select r.typed, w.words,
       array(select distinct part from unnest(w.words) word, unnest(trigrams(word)) part) as parts,
       set_config('statement_timeout', $2, true) as timeout, set_config('enable_seqscan', 'off', true) as scan
     from unnest($1::text[]) with ordinality r (typed, n) cross join lateral (
       select array(select word from string_to_table(fold(r.typed), ' ') word where word <> '') as words) w
     order by r.n`,
    [readings.map((reading) => reading.replace(/\s+/gu, ' ')), String(LONGEST_MS)],
  );
  return rows.filter(({ words }) => words.length > 0).map(asAsked);
}

function asAsked({ typed, words, parts }: Pick<Asked, 'typed' | 'words' | 'parts'>): Asked {
  const [, digits] = /^[#№]?\s*([1-9]\d{0,9})$/.exec(typed) ?? [];
  const number = digits !== undefined && Number(digits) <= NUMBER_MAX ? Number(digits) : null;
  // As people write a chat's number: nothing else is meant.
  const isNumberAlone = number !== null && !/^\d/.test(typed);
  const short = words.filter((word) => [...word].length < 3).map((word) => `^${word}`);
  return {
    typed,
    number,
    digits: isNumberAlone ? '' : digitsOf(typed),
    words,
    patterns: words.map((word) => `%${escaped(word)}%`),
    parts,
    nameParts: [...new Set([...parts, ...short])],
  };
}

/** As it is written in a pattern, where some signs mean something. */
export const escaped = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

/** Of a folded word, or of digits, three letters in a row each. */
export function trigramsOf(word: string): string[] {
  const letters = [...word];
  return [...new Set(letters.slice(2).map((_, at) => letters.slice(at, at + 3).join('')))];
}

/** So many digits are a whole phone, without its area. */
export const WHOLE_PHONE = 7;

/** What of a phone is looked up: every phone has its country and its area in common with thousands of others. */
export const phoneParts = (digits: string): string[] => trigramsOf(digits.slice(-WHOLE_PHONE));

/** However it is written: what of a phone is the same in `067…`, `+38 067…` and the last seven digits of it. */
function digitsOf(typed: string): string {
  const digits = /^[+\d\s().–-]+$/u.test(typed) ? typed.replace(/\D/g, '') : '';
  return digits.length < FEWEST_DIGITS ? '' : digits.replace(/^0+/, '');
}
