import { globSync } from 'node:fs';
import type { MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { type Code, readCode } from './code.ts';
import { differences } from './compare.ts';
import { describe } from './describe.ts';
import { findStatements, type Statement } from './find.ts';
import { maybeMissing } from './joined.ts';
import { readSchema, type Schema } from './schema.ts';

export const PLANTED_FILE = 'test/statements/planted.ts';

/** All that runs SQL while the product runs, and what was planted. Migrations are what was once. */
const FILES = [...globSync('db/**/*.ts').filter((file) => !file.startsWith('db/migrations/')), PLANTED_FILE];

export interface Found {
  statement: Statement;
  complaints: string[];
}

export interface Statements {
  code: Code;
  found: Statement[];
}

export function readStatements(): Statements {
  const code = readCode(FILES);
  return { code, found: findStatements(code) };
}

/** Asks PostgreSQL about every text of every statement, and says how the code differs from it. */
export async function checkStatements({ code, found }: Statements, client: pg.Client, orm: MikroORM): Promise<Found[]> {
  const schema = await readSchema(client, orm, code);
  const checked: Found[] = [];
  for (const statement of found)
    checked.push({ statement, complaints: await complaintsAbout(code, schema, statement, client) });
  return checked;
}

async function complaintsAbout(code: Code, schema: Schema, statement: Statement, client: pg.Client): Promise<string[]> {
  const complaints = new Set(statement.unknown === null ? [] : [statement.unknown]);
  for (const text of statement.texts) {
    try {
      const described = { ...(await describe(client, text)), text, missing: await maybeMissing(client, text) };
      for (const difference of differences(code, schema, statement, described)) complaints.add(difference);
    } catch (error) {
      complaints.add(error instanceof Error ? error.message : String(error));
    }
  }
  return [...complaints];
}
