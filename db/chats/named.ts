import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';

/** Longer words are found by their beginning: an index takes no longer ones. */
const LONGEST = 500;

const wordsOf = (source: 1 | 2, folded: string, named: string, which: string): string =>
  `select c.number, left(word, ${LONGEST}) as word, ${source} as source, chat_day(c.last_contact_at) as contact_day,
     c.page_id
   from chat c ${named} cross join lateral string_to_table(${folded}, ' ') word
   where c.led is not null and word <> '' ${which}`;

/** SQL for the rows of `named_chat`, as they should be, of the chats `c`. */
const named = (which: string): string => `select n.number, n.word, bit_or(n.source) as sources, n.contact_day, n.page_id
  from (${wordsOf(1, 'k.folded', 'join client_words k on k.client_id = c.client_id', which)}
    union all ${wordsOf(
      2,
      'k.folded',
      'join client cl on cl.id = c.client_id join contact k on k.id = cl.contact_id',
      which,
    )}) n
  group by n.number, n.word, n.contact_day, n.page_id`;

/**
 * Keeps chats by the words of names whose names, days or pages changed, a lot at a time. Until then whoever looks for a
 * name looks at them one by one, so that a list is right at any time. Answers whether there may be more.
 */
export async function nameChats(pool: Pool, lot: number): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    // One process at a time: two would write the same chat, and the one that read it first last.
    const { rows } = await tx.query<{ taken: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext('named chats')) as taken`,
    );
    return rows[0]?.taken === true && nameLot(tx, lot);
  });
}

async function nameLot(tx: Sql, lot: number): Promise<boolean> {
  const due = await tx.query<{ number: number }>(
    `delete from named_chat_due where id = any(array(select id from named_chat_due order by id limit $1))
     returning number`,
    [lot],
  );
  if (due.rows.length === 0) return false;
  const numbers = due.rows.map(({ number }) => number);
  const gone = await tx.query<{ word: string }>('delete from named_chat where number = any($1::int[]) returning word', [
    numbers,
  ]);
  await tx.query(
    `with kept as (
       insert into named_chat (number, word, sources, contact_day, page_id)
       ${named('and c.number = any($1::int[])')} returning word
     ) insert into name_word (word) select distinct word from kept on conflict do nothing`,
    [numbers],
  );
  // Whoever is forgotten leaves no name behind.
  await tx.query(
    `delete from name_word w where w.word = any($1::text[])
       and not exists (select 1 from named_chat n where n.word = w.word)`,
    [[...new Set(gone.rows.map(({ word }) => word))]],
  );
  return due.rows.length === lot;
}

/** Keeps all of them anew, for whoever filled the tables and has them to themselves. */
export async function nameAnew(sql: Sql): Promise<void> {
  await sql.query('delete from named_chat_due');
  await sql.query('delete from named_chat');
  await sql.query('delete from name_word');
  await sql.query(`insert into named_chat (number, word, sources, contact_day, page_id) ${named('')}`);
  await sql.query('insert into name_word (word) select distinct word from named_chat');
}
