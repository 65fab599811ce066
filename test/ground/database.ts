import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { differingRecords } from './records.ts';

export type TestDatabase = { url: string; drop: () => Promise<void> };

/** A fresh database with every migration applied, a copy of the ground's template. `drop` it in `afterAll`. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = server.replace(/postgres$/, name);
  await run(server, (client) => client.query(`create database ${name} template template`));
  return {
    url,
    drop: async () => {
      const differing = await run(url, differingRecords).catch((error: Error) => [error.message]);
      await run(server, (client) => client.query(`drop database if exists ${name} with (force)`));
      if (differing.length > 0) throw new Error(`choices that do not come out the same again: ${differing.join(', ')}`);
    },
  };
}

async function run<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
