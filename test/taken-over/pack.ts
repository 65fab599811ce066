import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliCompressSync, constants } from 'node:zlib';
import pg from 'pg';
import { startPostgres } from '#start/postgres/postgres.ts';
import type { Told } from './ask-all.ts';

/** `node test/taken-over/pack.ts <DATA_DIR> <made> <before> <folder>`: makes a small past of a stopped product. */
const [, , dataDir = '', made = '', before = '', folder = ''] = process.argv;

/** Read by nobody any more, or counted by this very database. */
const LEFT_OUT = ['change', 'session', 'login_attempt', 'mikro_orm_migrations'];

const dense = { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } };

const postgres = await startPostgres({ dataDir });
const client = new pg.Client(postgres.url);
await client.connect();
const { rows: tables } = await client.query<{ name: string }>(
  `select table_name as name from information_schema.tables
   where table_schema = 'public' and table_type = 'BASE TABLE' and not table_name = any($1) order by 1`,
  [LEFT_OUT],
);
const content: Record<string, unknown> = {};
for (const { name } of tables) {
  const { rows } = await client.query<{ row: unknown }>(
    `select to_jsonb(t) as row from ${pg.escapeIdentifier(name)} t`,
  );
  if (rows.length > 0) content[name] = rows.map(({ row }) => row);
}
const { rows: sequences } = await client.query(
  `select sequencename as name, last_value::int as value from pg_sequences where last_value is not null order by 1`,
);
const { rows: migrations } = await client.query<{ name: string }>(
  'select name from mikro_orm_migrations order by id desc limit 1',
);
await client.end();
await postgres.stop();
const { token } = JSON.parse(readFileSync(made, 'utf8')) as { token: string };
const { told } = JSON.parse(readFileSync(before, 'utf8')) as { told: Record<string, Told> };
const messenger: unknown = JSON.parse(readFileSync(join(dataDir, 'messenger.json'), 'utf8'));
// The API's description is recorded by itself, and is the greater part.
for (const answers of Object.values(told)) delete answers['/api/openapi.json'];
const past = { migration: migrations[0]?.name, token, content, sequences, messenger, told };
const engine = join(folder, 'engine.db');
// As the engine itself writes its statements.
const kept = new DatabaseSync(join(dataDir, 'temporal.db'), { enableDoubleQuotedStringLiterals: true });
kept.exec(`vacuum into '${engine}'`);
writeFileSync(`${engine}.br`, brotliCompressSync(readFileSync(engine), dense));
writeFileSync(join(folder, 'past.json.br'), brotliCompressSync(JSON.stringify(past), dense));
rmSync(engine);
