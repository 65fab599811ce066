import type { Encoding } from '#workflows/importing/vocabulary.ts';
import { NotReadable } from './not-readable.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** Marks at a file's beginning, which say how it is written. */
const MARKS: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * By its mark; else UTF-8 where all of it is that, and otherwise Windows-1251, in which Excel saves here. Libraries
 * that guess by letters are wrong of short tables.
 */
export async function guessEncoding(bytes: Bytes): Promise<Encoding> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  for await (const part of bytes) {
    const told = isFirst ? toldBy(part) : null;
    if (told) return told;
    isFirst = false;
    if (!isIn(strict, part)) return 'windows-1251';
  }
  return isIn(strict) ? 'utf-8' : 'windows-1251';
}

function toldBy(begin: Uint8Array): Encoding | null {
  const marked = MARKS.find(([, mark]) => mark.every((byte, n) => begin[n] === byte));
  if (marked) return marked[0];
  // Without a mark: every delimiter and every Latin letter has a zero beside it.
  const [even, odd] = [0, 1].map((from) => begin.subarray(0, 4_096).filter((byte, n) => n % 2 === from && byte === 0));
  if (!even?.length && !odd?.length) return null;
  if (even?.length && odd?.length) throw new NotReadable('not_a_table');
  return odd?.length ? 'utf-16le' : 'utf-16be';
}

function isIn(strict: TextDecoder, part?: Uint8Array): boolean {
  try {
    strict.decode(part, { stream: part !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** Its words, without the mark. What is not in the encoding is told by the sign for it. */
export async function* decoded(bytes: Bytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const part of bytes) yield decoder.decode(part, { stream: true });
  yield decoder.decode();
}
