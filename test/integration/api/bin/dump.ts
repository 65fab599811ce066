import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';

/** Every table of the product in which some row says one of these words, however it says it: with how many do. */
export async function holding(pool: Pool, words: string[]): Promise<Record<string, number>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const said = `select count(*)::int as n from ${name} t where t::text ilike any($1::text[])`;
    const { rows } = await pool.query<{ n: number }>(said, [words.map((word) => `%${word}%`)]);
    if (rows[0]?.n) found[name] = rows[0].n;
  }
  return found;
}

/** How many objects stand in the store of files. */
export const countFiles = (dataDir: string): number =>
  readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.parentPath.startsWith(join(dataDir, 'files')),
  ).length;
