import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweep } from '#activities/files/upkeep.ts';
import { readContent } from '#db/files/content.ts';
import { moveNext } from '#db/files/move.ts';
import { createFileStore, type FileStore } from '#platform/store/file-store.ts';
import { createApi, type TestApi } from '../support/api.ts';
import { addFile } from './add-file.ts';
import { startProductWorker } from '../support/processes/product-worker.ts';
import { until } from '../support/until.ts';

const FILES = 80;
const SIZE = 200_000;
let api: TestApi;
let store: FileStore;
beforeAll(async () => {
  api = await createApi();
  store = createFileStore(api.settings.dataDir);
});
afterAll(() => api.stop());

const query = async (sql: string, ...values: unknown[]) => (await api.database.pool.query(sql, values)).rows;
const onDisk = () =>
  readdirSync(join(api.settings.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  ).length;
const inDatabase = async () => (await query('select 1 from file where content is not null')).length;
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** As a build of before kept it. */
async function keptBefore(): Promise<void> {
  const content = randomBytes(SIZE);
  await query(
    `insert into file (name, mime, kind, size, sha256, content, author_id)
     values ('f', 'x/y', 'file', $1, $2, $3, $4)`,
    SIZE,
    sha256(content),
    content,
    api.people.iryna.id,
  );
}

async function expectAllWhole(): Promise<void> {
  const files = await query('select id, size, sha256 from file');
  expect(files).toHaveLength(FILES);
  for (const file of files) expect(sha256(await buffer(readContent(api.database.pool, store, file)))).toBe(file.sha256);
}

test('F40: what files hold leaves the database; killed in the middle it loses nothing and goes on', async () => {
  for (let n = 0; n < FILES; n += 1) await keptBefore();
  const worker = await startProductWorker(api);
  await until('some are moved', async () => (await inDatabase()) < FILES - 3);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  expect(await inDatabase()).toBeGreaterThan(0);
  await expectAllWhole();
  while (await moveNext(api.database.pool, store));
  expect(await inDatabase()).toBe(0);
  await expectAllWhole();
  // What was put and not named goes, an hour later, and nothing else.
  await query('update loose_object set due_at = now()');
  await sweep({ pool: api.database.pool, store });
  expect([onDisk(), (await query('select 1 from loose_object')).length]).toEqual([FILES, 0]);
  await expectAllWhole();
});

test('F40: who reads a file while it is moved reads all of it', async () => {
  await query('delete from file');
  await keptBefore();
  const [file] = await query('select id, size, sha256 from file');
  await query('update file set content = content || content || content || content || content, size = size * 5');
  const parts = readContent(api.database.pool, store, { id: file.id, size: file.size * 5 });
  const first = (await parts.next()).value as Buffer;
  await moveNext(api.database.pool, store);
  const rest = await buffer(parts);
  const whole = Buffer.concat([first, rest]);
  expect(whole).toHaveLength(file.size * 5);
  expect(sha256(whole.subarray(file.size * 4))).toBe(file.sha256);
});

test('F40: what a deleted file held goes, at once; the same content sent anew is what stays', async () => {
  const { pool } = api.database;
  const given = {
    name: 'a',
    mime: 'x/y',
    kind: 'file',
    authorId: api.people.iryna.id,
    content: Buffer.from('раз'),
  } as const;
  const kept = await addFile(pool, store, given);
  await query('delete from file where id <> $1', kept.id);
  while (await sweep({ pool, store }));
  expect(onDisk()).toBe(1);
  const again = await addFile(pool, store, given);
  expect(again.id).toBe(kept.id);
  expect((await buffer(readContent(pool, store, kept))).toString()).toBe('раз');
  // Whoever began to read before has time to end.
  expect([await sweep({ pool, store }), onDisk()]).toEqual([false, 2]);
  await query("update loose_object set due_at = now() - interval '1 second'");
  await sweep({ pool, store });
  expect(onDisk()).toBe(1);
  expect((await buffer(readContent(pool, store, kept))).toString()).toBe('раз');
});
