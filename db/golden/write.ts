import type { Sql } from '#db/connection/transaction.ts';
import type { Versions } from '#workflows/settings/vocabulary.ts';
import type { Example, Outcome } from '#workflows/golden/vocabulary.ts';

export interface NewGolden {
  chatNumber: number;
  name: string;
  example: Example;
  expected: Outcome;
  versions: Versions;
  by: string;
}

/** Pins a chat; null: it is pinned already. */
export async function insertGolden(sql: Sql, golden: NewGolden): Promise<string | null> {
  const { chatNumber, name, example, expected, versions, by } = golden;
  const { rows } = await sql.query<{ id: string }>(
    `insert into golden_chat (chat_id, chat_number, page_id, name, example, expected, version_installation,
     version_page, pinned_by_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (chat_number) do nothing returning id`,
    [
      example.chatId,
      chatNumber,
      example.pageId,
      name,
      JSON.stringify(example),
      JSON.stringify(expected),
      versions.installation,
      versions.page,
      by,
    ],
  );
  return rows[0]?.id ?? null;
}

export async function deleteGolden(sql: Sql, id: string): Promise<{ chatNumber: number; pageId: string } | null> {
  const { rows } = await sql.query<{ chatNumber: number; pageId: string }>(
    'delete from golden_chat where id = $1 returning chat_number as "chatNumber", page_id as "pageId"',
    [id],
  );
  return rows[0] ?? null;
}

/** What came of it under the settings of these versions is what is expected from now on. */
export async function replaceExpected(sql: Sql, id: string, expected: Outcome, versions: Versions): Promise<void> {
  await sql.query(
    `update golden_chat set expected = $2, version_installation = $3, version_page = $4, updated_at = clock_timestamp()
     where id = $1`,
    [id, JSON.stringify(expected), versions.installation, versions.page],
  );
}
