import type { Pool } from 'pg';

/** Whether a contact is sought, by the plainest of statements: `$1` a pattern of each word, `$2` digits, `$3` all. */
export const PLAIN = `(cardinality($1::text[]) > 0 and k.folded like all($1) or $2 <> '' and exists (
    select 1 from unnest(k.phones) phone where strpos(phone, $2) > 0 or strpos(phone, ltrim($2, '0')) > 0)
  or exists (select 1 from unnest(k.emails) email where strpos(email, $3) > 0 and length($3) > 2) or k.code = $3)`;

/** Ids in the order of `text`, which is asked with the values of `PLAIN`. */
export async function plainly(pool: Pool, q: string, text: string): Promise<string[]> {
  const folded = await pool.query<{ words: string[] }>(
    `select array(select '%' || replace(word, '%', '\\%') || '%' from string_to_table(fold($1), ' ') word) as words`,
    [q],
  );
  const digits = /^[+\d\s().-]+$/.test(q) ? q.replace(/\D/g, '') : '';
  const { rows } = await pool.query<{ id: string }>(text, [
    folded.rows[0]?.words,
    digits.length < 3 ? '' : digits,
    q.toLowerCase(),
  ]);
  return rows.map(({ id }) => id);
}
