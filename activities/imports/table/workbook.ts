import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { NotReadable } from './not-readable.ts';

const inflate = promisify(inflateRaw);

const MEGABYTE = 1_048_576;
/** What the largest table that is taken has; the rest of what stands in a workbook is small. */
const SHEET_MAX = 128 * MEGABYTE;
const PART_MAX = 64 * MEGABYTE;

interface Part {
  name: string;
  method: number;
  packed: Buffer;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * The names of a workbook's sheets. Every part of it that is read is unpacked once with a bound: what it says of its
 * own size is not believed, since a few kilobytes may be gigabytes.
 */
export async function sheetsOf(file: Buffer): Promise<string[]> {
  let sheets: string[] = [];
  for (const part of partsOf(file)) {
    if (!/\.(xml|rels)$/i.test(part.name)) continue;
    const most = /^xl\/worksheets\//i.test(part.name) ? SHEET_MAX : PART_MAX;
    const content = await unpack(part, most);
    if (/^xl\/workbook\.xml$/i.test(part.name)) sheets = namesIn(content.toString());
  }
  if (sheets.length === 0) throw new NotReadable('not_a_table');
  return sheets;
}

async function unpack({ method, packed }: Part, most: number): Promise<Buffer> {
  if (method === 0) return packed;
  try {
    return await inflate(packed, { maxOutputLength: most });
  } catch (error) {
    const isLarger = error instanceof RangeError;
    throw new NotReadable(isLarger ? 'too_large' : 'not_a_table');
  }
}

/** By the directory at its end, as whoever reads it takes it. */
function partsOf(file: Buffer): Part[] {
  try {
    const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || file.readUInt32LE(end) !== END) throw new NotReadable('not_a_table');
    const parts: Part[] = [];
    let at = file.readUInt32LE(end + 16);
    for (let n = file.readUInt16LE(end + 10); n > 0; n -= 1) {
      if (file.readUInt32LE(at) !== ENTRY) throw new NotReadable('not_a_table');
      const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
      parts.push(partAt(file, at, name ?? 0));
      at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    }
    return parts;
  } catch (error) {
    throw error instanceof RangeError ? new NotReadable('not_a_table') : error;
  }
}

function partAt(file: Buffer, at: number, nameLength: number): Part {
  const start = file.readUInt32LE(at + 42);
  const begin = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
  return {
    name: file.toString('utf8', at + 46, at + 46 + nameLength),
    method: file.readUInt16LE(at + 10),
    packed: file.subarray(begin, begin + file.readUInt32LE(at + 20)),
  };
}

const SIGNS = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

function namesIn(xml: string): string[] {
  return [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"/g)].map(([, name = '']) =>
    name.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, sign) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
      return code === null ? (SIGNS.get(sign) ?? whole) : String.fromCodePoint(Math.min(code, 0x10ffff));
    }),
  );
}
