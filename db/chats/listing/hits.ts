import type { Pool } from 'pg';
import { escaped } from '#db/search/asked.ts';

/** Where in a chat the words stand. */
export interface Hit {
  messageId: string;
  at: Date;
  direction: 'in' | 'out';
  text: string;
}

/** So far back a chat is looked through: of one that goes on for longer the newest words are of interest. */
const LAST = 20_000;
/** What is told of a message, and how much of it before the words. */
const LONGEST = 300;
const BEFORE = 60;

/**
 * Of each of these chats the newest message in which the words stand; none where they only name the client.
 * Words are folded already. Folding is dear, and what is kept folded may be older than an edit: a text is folded only
 * where its kept words fit, which of two conditions side by side the database would not keep to.
 */
export async function findHits(pool: Pool, words: string[], numbers: number[]): Promise<Map<number, Hit>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await pool.query<Hit & { number: number }>({
    name: 'search-hits',
    text: `select c.number, hit.id as "messageId", hit.at, hit.direction,
         case when length(hit.text) <= $5::int then hit.text
           else substr(hit.text, greatest(1, position($2 in fold(hit.text)) - $6::int), $5::int) end as text
       from chat c cross join lateral (
         select m.id, m.at, m.seq, m.direction, m.text
         from (select id, seq, at, direction, "text" from message where chat_id = c.id
           order by at desc, seq desc limit $4) m
         where case when coalesce((select w.folded from message_words w where w.message_id = m.id), fold(m.text))
           like all($3::text[]) then fold(m.text) like all($3) end
         order by m.at desc, m.seq desc limit 1) hit
       where c.number = any($1::int[]) and cardinality(trigrams($7)) > 0`,
    values: [
      numbers,
      words[0] ?? '',
      words.map((word) => `%${escaped(word)}%`),
      LAST,
      LONGEST,
      BEFORE,
      words.join(' '),
    ],
  });
  return new Map(rows.map(({ number, ...hit }) => [number, hit]));
}
