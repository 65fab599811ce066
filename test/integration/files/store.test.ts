import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotInStore, StoreAway } from '#platform/store/errors.ts';
import { createFileStore, type FileStore } from '#platform/store/file-store.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { type BucketServer, startBucket } from './bucket.ts';

const folder = temporaryFolder('store');
let server: BucketServer;
const stores: Record<string, FileStore> = {};
beforeAll(async () => {
  server = await startBucket(folder);
  stores['a folder'] = createFileStore(folder);
  stores['a bucket'] = createFileStore(folder, server.settings);
});
afterAll(async () => {
  await server.stop();
  removeFolder(folder);
});

/** As what is uploaded and fetched comes: in pieces. */
const pieces = (content: Buffer) =>
  Readable.from(
    Array.from({ length: Math.ceil(content.length / 65_536) }, (_, n) =>
      content.subarray(n * 65_536, (n + 1) * 65_536),
    ),
  );
const newKey = () => `ab/${randomUUID()}`;

describe.each(['a folder', 'a bucket'])('F40: %s keeps files', (name) => {
  const store = (): FileStore => stores[name] as FileStore;
  const put = async (content: Buffer): Promise<string> => {
    const key = newKey();
    await store().put(key, pieces(content), content.length);
    return key;
  };
  const read = async (key: string, range?: { start: number; end: number }) => buffer(await store().get(key, range));

  test('what was put is got as it was, whole and in parts', async () => {
    const content = randomBytes(3_000_000);
    const key = await put(content);
    expect((await read(key)).equals(content)).toBe(true);
    for (const [start, end] of [
      [1, 1],
      [0, 99],
      [65_530, 65_540],
      [2_999_990, 2_999_999],
    ] as const)
      expect((await read(key, { start, end })).equals(content.subarray(start, end + 1))).toBe(true);
  });

  test('it is there until it is removed, and removing it twice is no harm', async () => {
    const key = await put(Buffer.from('зміст'));
    const other = await put(Buffer.from('інший'));
    expect(await store().has(key)).toBe(true);
    await store().remove(key);
    await store().remove(key);
    expect([await store().has(key), await store().has(other)]).toEqual([false, true]);
    await expect(store().get(key)).rejects.toThrow(NotInStore);
    expect((await read(other)).toString()).toBe('інший');
  });

  test('many at once are kept apart', async () => {
    const contents = Array.from({ length: 20 }, () => randomBytes(50_000));
    const keys = await Promise.all(contents.map(put));
    const got = await Promise.all(keys.map((key) => read(key)));
    expect(got.map((content, n) => content.equals(contents[n] as Buffer))).toEqual(contents.map(() => true));
  });

  test('one who reads it and goes away leaves it as it is', async () => {
    const content = randomBytes(1_000_000);
    const key = await put(content);
    const half = await store().get(key);
    await once(half, 'readable');
    half.destroy();
    expect((await read(key)).equals(content)).toBe(true);
  });

  test('a source that breaks off is told as a put that failed', async () => {
    const broken = new Readable({ read: () => undefined });
    broken.push(Buffer.alloc(100));
    setImmediate(() => broken.destroy(new Error('cut')));
    await expect(store().put(newKey(), broken, 200)).rejects.toThrow();
  });
});

test('F40: a disk without room is told as a store that may have some later, and keeps no half of a file', async () => {
  const place = temporaryFolder('full');
  const [id, store] = [randomUUID(), createFileStore(place)];
  mkdirSync(join(place, 'files', 'ab'), { recursive: true });
  // Whatever is written there meets a full disk.
  symlinkSync('/dev/full', join(place, 'files', 'ab', id));
  await expect(store.put(`ab/${id}`, pieces(randomBytes(100_000)), 100_000)).rejects.toThrow(StoreAway);
  await store.remove(`ab/${id}`);
  expect(await store.has(`ab/${id}`)).toBe(false);
  await store.put(`ab/${id}`, pieces(Buffer.from('тут')), 6);
  expect((await buffer(await store.get(`ab/${id}`))).toString()).toBe('тут');
  removeFolder(place);
});

test('F40: a store that is away says so, and goes on once it is back', async () => {
  const place = temporaryFolder('away');
  const first = await startBucket(place);
  const store = createFileStore(place, first.settings);
  const key = newKey();
  await store.put(key, Readable.from([Buffer.from('тут')]), 6);
  await first.stop();
  await expect(store.get(key)).rejects.toThrow(StoreAway);
  await expect(store.put(newKey(), Readable.from([Buffer.from('x')]), 1)).rejects.toThrow(StoreAway);
  const second = await startBucket(place, Number(new URL(first.settings.endpoint).port));
  expect((await buffer(await store.get(key))).toString()).toBe('тут');
  await second.stop();
  removeFolder(place);
});
