import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';

let database: TestDatabase;
let sql: pg.Client;

beforeAll(async () => {
  database = await createDatabase();
  sql = new pg.Client(database.url);
  await sql.connect();
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

test('PostgreSQL compares Ukrainian without case on any machine', async () => {
  const { rows } = await sql.query("select lower('ЇЖАК Ґедзь') as low, 'ПРИВІТ' ilike '%рив%' as alike");
  expect(rows).toEqual([{ low: 'їжак ґедзь', alike: true }]);
});

test('each test file gets a database with every migration applied and nothing in it', async () => {
  const { rows } = await sql.query("select table_name from information_schema.tables where table_schema = 'public'");
  expect(rows.length).toBeGreaterThan(0);
});

test('Temporal answers to a client', async () => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const { namespace } = new Client({ connection }).options;
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace });
  expect(namespaceInfo?.name).toBe('default');
  await connection.close();
});
