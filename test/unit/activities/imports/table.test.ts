import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { csvRows } from '#activities/imports/table/csv.ts';
import { NotReadable } from '#activities/imports/table/not-readable.ts';
import { sheetsOf } from '#activities/imports/table/workbook.ts';

const MEGABYTE = 1_048_576;

/** How much more is in memory at most while so many rows are read. */
async function mostWhileReading(rows: number): Promise<number> {
  async function* texts(): AsyncGenerator<string> {
    for (let n = 0; n < rows; n += 100) yield `Людина ${n};0671230001;${'x'.repeat(60)}\n`.repeat(100);
  }
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let [most, seen] = [0, 0];
  for await (const cells of csvRows(texts(), ';')) {
    seen += cells.length > 1 ? 1 : 0;
    if (seen % 1_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  expect(seen).toBe(rows);
  return most;
}

test('F44: ten times as many rows take no ten times as much memory while they are read', async () => {
  await mostWhileReading(5_000);
  const [few, many] = [await mostWhileReading(10_000), await mostWhileReading(100_000)];
  // What is let go of is collected when V8 likes: so much of it there may be in any case.
  expect(many).toBeLessThan(Math.max(3 * few, 96 * MEGABYTE));
});

/** A workbook of one part, which says of itself that it is small. */
function packed(name: string, content: Buffer): Buffer {
  const part = deflateRawSync(content);
  const [local, entry, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  local.writeUInt32LE(0x04034b50);
  local.writeUInt16LE(name.length, 26);
  entry.writeUInt32LE(0x02014b50);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(part.length, 20);
  entry.writeUInt32LE(10, 24);
  entry.writeUInt16LE(name.length, 28);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + part.length, 16);
  return Buffer.concat([local, Buffer.from(name), part, entry, Buffer.from(name), end]);
}

test('F44: a workbook that would unpack to more than a table has is refused before it is read', async () => {
  const bomb = packed('xl/sharedStrings.xml', Buffer.alloc(80 * MEGABYTE, 0x20));
  expect(bomb.length).toBeLessThan(MEGABYTE);
  await expect(sheetsOf(bomb)).rejects.toEqual(new NotReadable('too_large'));
  await expect(sheetsOf(Buffer.from('PK\u0003\u0004 and nothing else'))).rejects.toEqual(
    new NotReadable('not_a_table'),
  );
});
