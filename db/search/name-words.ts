import type { Sql } from '#db/connection/transaction.ts';
import { type Asked, escaped } from './asked.ts';

/** Of so many words of names each one's chats are looked up; a letter or two may stand in more. */
const WORDS = 60;

/**
 * Words of names in which what was asked for stands, where it is one word; null: it is several, or stands in too many,
 * and is looked for in whole names.
 */
export async function findNameWords(tx: Sql, { words, nameParts, patterns }: Asked): Promise<string[] | null> {
  if (words.length !== 1) return null;
  const { rows } = await tx.query<{ word: string }>(
    `select word from name_word where name_parts(word) @> $1::text[] and word like all($2::text[])
     limit ${WORDS + 1}`,
    [nameParts, patterns],
  );
  return rows.length > WORDS ? null : rows.map(({ word }) => word);
}

/** Patterns of a whole name, behind a space: what has a letter or two stands where a word begins, signs anywhere. */
export function likeNames({ words, parts }: Asked): string[] {
  const begins = (word: string): boolean => [...word].length < 3 && !parts.includes(`^${word}`);
  return words.map((word) => `${begins(word) ? '% ' : '%'}${escaped(word)}%`);
}

/** SQL for a table of these words. */
export const OF_WORDS = (words: string): string => `unnest(${words}::text[]) w (word)`;

/** Chats that are not kept by their words as they are now, for CTEs of their own. */
export const DUE = 'due as materialized (select d.number from named_chat_due d)';

/** SQL for a chat `n` of the word `w`, as it is kept; `sees`: of whose pages. */
export const KEPT = (sees: string): string =>
  `named_chat n where n.word = w.word and ${sees} and n.number not in (select d.number from due d)`;

/** As far as the last contacts go of which there are at least so many (`most`), and all of their last day. */
export function lastContacts({ words, kept, most }: { words: string; kept: string; most: string }): string {
  return `edge as materialized (
      select min(t.contact_day) as day from (
        select distinct one.number, one.contact_day from ${OF_WORDS(words)} cross join lateral (
          select n.number, n.contact_day from ${kept} order by n.contact_day desc, n.number desc limit ${most}) one
        order by one.contact_day desc limit ${most}) t
    ), latest as materialized (
      select one.number from ${OF_WORDS(words)} cross join lateral (
        select n.number from ${kept} and n.contact_day >= (select e.day from edge e)) one)`;
}
