import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import pg from 'pg';
import { type Database, openDatabase } from '#db/connection/database.ts';
import type { Told } from './ask-all.ts';

type Row = Record<string, unknown>;
export type SmallPast = {
  /** The last one that database knew. */
  migration: string;
  token: string;
  content: Record<string, Row[]>;
  sequences: { name: string; value: number }[];
  messenger: { pages: { id: string; name: string; accessToken: string }[] };
  told: Record<string, Told>;
};

const FAR = '2099-01-01T00:00:00.000Z';
const folder = join(import.meta.dirname, 'past');
const unpacked = (name: string): Buffer => brotliDecompressSync(readFileSync(join(folder, `${name}.br`)));

/** What `pack.ts` made of a product that was stopped with open chats; its engine and Messenger are put into `into`. */
export function unpackPast(into: string): SmallPast {
  // The test runs for years, and so do the tokens.
  const text = unpacked('past.json')
    .toString()
    .replaceAll(/"(expiresAt|expires_at)":"[^"]*"/g, `"$1":"${FAR}"`);
  const past = JSON.parse(text) as SmallPast;
  writeFileSync(join(into, 'temporal.db'), unpacked('engine.db'));
  writeFileSync(join(into, 'messenger.json'), JSON.stringify(past.messenger));
  return past;
}

/** A database of before, brought up to this build as `npm run migrate` does it. */
export async function restoreDatabase(server: string, name: string, past: SmallPast): Promise<Database> {
  const url = server.replace(/postgres$/, name);
  const owner = new pg.Client(server);
  await owner.connect();
  await owner.query(`create database ${name} template template0`);
  await owner.end();
  const database = await openDatabase(url, 10);
  await (await database.orm()).migrator.up({ to: past.migration });
  const client = await database.pool.connect();
  // Rows come in any order: what they name comes with them.
  await client.query('set session_replication_role = replica');
  for (const [table, rows] of Object.entries(past.content)) {
    const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'folded');
    const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const target = pg.escapeIdentifier(table);
    await client.query(
      `insert into ${target} (${names}) overriding system value
       select ${names} from jsonb_populate_recordset(null::${target}, $1)`,
      [JSON.stringify(rows)],
    );
  }
  for (const { name: sequence, value } of past.sequences)
    await client.query('select setval($1::regclass, $2)', [sequence, value]);
  await client.query('set session_replication_role = origin');
  client.release();
  await (await database.orm()).migrator.up();
  return database;
}
