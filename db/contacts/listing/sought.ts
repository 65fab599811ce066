import type { Sql } from '#db/connection/transaction.ts';
import { phoneParts, readAsked, trigramsOf } from '#db/search/asked.ts';

/** What a box of contacts is asked, as it is searched: the values of `SOUGHT`, in their order. */
export interface SoughtContact {
  /** Of the words, each of which stands in the name. */
  nameParts: string[];
  patterns: string[];
  /** The words, where all of them have a letter or two: those stand in an index of their own, of contacts alone. */
  short: string[];
  /** Of a phone: three digits in a row each, the digits anywhere, or, without the country, at its beginning. */
  phoneParts: string[];
  anywhere: string;
  national: string;
  /** Of an e-mail. */
  emailParts: string[];
  email: string;
  /** ЄДРПОУ or РНОКПП. */
  code: string;
}

/** Fewer digits are in every number. */
const FEWEST_DIGITS = 3;
const IS_CODE = /^\d{8,12}$/;

/**
 * What was typed. From here on the transaction looks nothing up by reading a whole table, whatever the planner thinks
 * of words that it does not know.
 */
export async function readSought(tx: Sql, q: string): Promise<SoughtContact> {
  const [asked] = await readAsked(tx, [q]);
  const short = asked?.parts.length === 0 ? asked.words : [];
  // One process is enough. And of words that many have the planner would read one contact after the other, and have it
  // told of each what an index has of all.
  await tx.query(
    `select set_config('max_parallel_workers_per_gather', '0', true), set_config('enable_indexscan', $1, true)`,
    [short.length > 0 ? 'on' : 'off'],
  );
  const words = q.toLowerCase();
  const { anywhere, national } = digitsOf(q);
  return {
    nameParts: asked?.parts ?? [],
    patterns: asked?.patterns ?? [],
    short,
    phoneParts: phoneParts(national === '' ? anywhere : national),
    anywhere,
    national,
    emailParts: trigramsOf(words),
    email: `%${words.replace(/[\\%_]/g, '\\$&')}%`,
    code: IS_CODE.test(q.trim()) ? q.trim() : '',
  };
}

/**
 * The digits of a search for a phone: anywhere in it, or, after the zero that went with the country, at its beginning.
 */
function digitsOf(q: string): { anywhere: string; national: string } {
  const digits = /^[+\d\s().-]+$/.test(q) ? q.replace(/\D/g, '') : '';
  if (digits.length < FEWEST_DIGITS) return { anywhere: '', national: '' };
  const national = digits.startsWith('0') ? digits.replace(/^0+/, '') : '';
  return { anywhere: digits, national: national.length < FEWEST_DIGITS ? '' : national };
}

/** Afterwards what is told is looked up in whatever way. */
export async function anyWayAgain(tx: Sql): Promise<void> {
  await tx.query(`select set_config('enable_indexscan', 'on', true)`);
}

/**
 * More fit than are counted, so that the first ones come soon in the list's own index, whatever is thought of how many
 * there are.
 */
export async function inListsOrder(tx: Sql): Promise<void> {
  await tx.query(`select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)`);
}

export const soughtValues = ({ nameParts, patterns, short, phoneParts, ...rest }: SoughtContact) => [
  nameParts,
  patterns,
  short,
  phoneParts,
  rest.anywhere,
  rest.national,
  rest.emailParts,
  rest.email,
  rest.code,
];

/** As one text: to take each list apart costs more than all else that is asked of a contact. */
const HAS_PHONE = (n: number): string => `(strpos(array_to_string(k.phones, ' '), $${n + 4}) > 0
      or $${n + 5} <> '' and array_to_string(k.phones, ' ') ~ ('\\+\\d{1,3}' || $${n + 5}))`;
const HAS_EMAIL = (n: number): string => `array_to_string(k.emails, E'\\n') like $${n + 7}`;
const PHONES = `trigrams(addresses(k.phones, '{}'))`;
const EMAILS = `trigrams(addresses('{}', k.emails))`;

/** What an index alone says: else it would be worked out of each contact that another index has. */
const KNOWN_BY = (parts: string, n: number): string =>
  `(select k.* from contact k where cardinality($${n}::text[]) > 0 and ${parts} @> $${n} offset 0) k`;

/** By phone, e-mail or code, by the values from `$n` on. */
export const REACHED = (n: number, columns: string, rest: string): string => `
  (select ${columns} from ${KNOWN_BY(PHONES, n + 3)} where ${HAS_PHONE(n)} ${rest})
  union (select ${columns} from ${KNOWN_BY(EMAILS, n + 6)} where ${HAS_EMAIL(n)} ${rest})
  union (select ${columns} from contact k where $${n + 8} <> '' and k.code = $${n + 8} ${rest})`;

/** By name. */
export const NAMED = (n: number, columns: string, rest: string): string => `
  (select ${columns} from ${KNOWN_BY('name_parts(k.folded)', n)} where k.folded like all($${n + 1}::text[]) ${rest})
  union (select ${columns} from ${KNOWN_BY('name_letters(k.folded)', n + 2)}
    where k.folded like all($${n + 1}) ${rest})`;

/**
 * SQL for columns of the contacts `k` that are sought, by nine values from `$n` on: each way in which one is found by
 * an index of its own, since in one condition what an index says would be asked of each contact once more. What was not
 * typed is left out; `rest` is what else is asked of each way.
 */
export const SOUGHT = (n: number, columns: string, rest: string): string =>
  `${NAMED(n, columns, rest)} union ${REACHED(n, columns, rest)}`;

/** Whether the contact `k` is, by its name. */
export const IS_NAMED = (n: number): string =>
  `(cardinality($${n}::text[]) > 0 or cardinality($${n + 2}::text[]) > 0) and k.folded like all($${n + 1}::text[])`;

/** The same, contact by contact, in every way. */
export const IS_SOUGHT = (n: number): string => `(${IS_NAMED(n)}
  or cardinality($${n + 3}::text[]) > 0 and ${HAS_PHONE(n)}
  or cardinality($${n + 6}::text[]) > 0 and ${HAS_EMAIL(n)} or $${n + 8} <> '' and k.code = $${n + 8})`;
