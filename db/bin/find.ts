import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type Asked, readAsked } from '#db/search/asked.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';

/**
 * Which of the deleted chats the words name: by number, client, phone, e-mail, contact or page, and in the other
 * keyboard's layout where nothing is called as it was typed; the last deleted first, `most` of them. Null: no word was
 * said, all of them are meant.
 */
export async function findDeleted(pool: Pool, q: string, most: number): Promise<string[] | null> {
  return inTransaction(pool, async (tx) => {
    const readings = await readAsked(tx, readingsOf(q));
    if (readings.length === 0) return null;
    for (const asked of readings) {
      const found = await findNamed(tx, asked, most);
      if (found.length > 0) return found;
    }
    return [];
  });
}

async function findNamed(tx: Sql, { number, digits, patterns }: Asked, most: number): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select c.id from deleted_chat b join chat c on c.id = b.chat_id join client cl on cl.id = c.client_id
       join page p on p.id = c.page_id left join contact k on k.id = cl.contact_id
     where c.number = $1::int or fold(p.name) like all($3::text[]) or k.folded like all($3)
       or exists (select 1 from client_words w where w.client_id = cl.id and w.folded like all($3))
       or exists (select 1 from client_address a where a.client_id = cl.id
         and (a.email like all($3) or $2::text <> '' and a.phone like '%' || $2 || '%'))
     order by b.at desc, b.chat_id desc limit $4`,
    [number, digits, patterns, most],
  );
  return rows.map(({ id }) => id);
}
