import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { ApiError } from '../errors/error.ts';

/**
 * Where a walk through a list stands. `seen`: what was told so far, for an order in which things move; the next page is
 * what comes first of everything else, so that nothing is skipped or told twice however it moves. `last`: the last one
 * told, for an order that stays.
 */
export type Cursor = { seen: number[] } | { last: Last };
export interface Last {
  /** What the list is ordered by; null for what has no such value. */
  key: string | null;
  id: string;
}

/**
 * A longer address does not get through every proxy. Compressed, it holds some ten thousand chats in the worst of
 * orders.
 */
const LONGEST = 6_000;
const MOST_BYTES = 200_000;
const NUMBER_MAX = 2 ** 31 - 1;

export const cursorQuery = z.object({
  cursor: z
    .string()
    .max(LONGEST)
    .regex(/^[sl]\.[\w-]+$/)
    .optional()
    .describe('`next` of the page before, asked with everything else the same; `page` is not looked at then.'),
});

const last = z.object({ key: z.string().max(500).nullable(), id: z.string().max(100) });

/** The address of the next page; null where what was seen does not fit into one. */
export function writeCursor(cursor: Cursor): string | null {
  if ('last' in cursor) return `l.${Buffer.from(JSON.stringify(cursor.last)).toString('base64url')}`;
  const bytes = packed(cursor.seen);
  const text = `s.${deflateRawSync(bytes).toString('base64url')}`;
  return bytes.length <= MOST_BYTES && text.length <= LONGEST ? text : null;
}

/** Refuses what was never given out. */
export function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    const bytes = Buffer.from(text.slice(2), 'base64url');
    if (text.startsWith('l.')) return { last: last.parse(JSON.parse(bytes.toString())) };
    return { seen: unpacked(inflateRawSync(bytes, { maxOutputLength: MOST_BYTES })) };
  } catch {
    throw new ApiError('BAD_REQUEST', [{ path: 'cursor', message: 'is no cursor of this list' }]);
  }
}

/** Where a walk through a list of falling numbers stands: what comes next is lower. */
export function readNumber(text: string | undefined): number | null {
  const cursor = readCursor(text);
  if (!cursor) return null;
  const number = 'last' in cursor && /^\d{1,10}$/.test(cursor.last.id) ? Number(cursor.last.id) : NaN;
  if (!(number <= NUMBER_MAX))
    throw new ApiError('BAD_REQUEST', [{ path: 'cursor', message: 'is no cursor of this list' }]);
  return number;
}

/** Where a walk through a list stands whose items are found by their ids. */
export function readId(cursor: Cursor | null): string | null {
  if (!cursor || !('last' in cursor)) return null;
  const id = z.uuid().safeParse(cursor.last.id).data;
  if (id === undefined) throw new ApiError('BAD_REQUEST', [{ path: 'cursor', message: 'is no cursor of this list' }]);
  return id;
}

/** Of one item more than is told: the page, and where it goes on. */
export function pageByNumber<T>(found: T[], size: number, numberOf: (item: T) => number) {
  const rows = found.slice(0, size);
  const last = found.length > size ? rows.at(-1) : undefined;
  return { rows, next: last ? writeCursor({ last: { key: null, id: String(numberOf(last)) } }) : null };
}

/** Distances between the numbers, seven bits a byte: neighbours become a row of ones, which compresses to nothing. */
function packed(numbers: number[]): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const number of [...new Set(numbers)].toSorted((a, b) => a - b)) {
    let distance = number - before;
    for (before = number; distance > 127; distance = Math.floor(distance / 128)) bytes.push((distance % 128) + 128);
    bytes.push(distance);
  }
  return Uint8Array.from(bytes);
}

function unpacked(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let [before, distance, place] = [0, 0, 1];
  for (const byte of bytes) {
    distance += (byte % 128) * place;
    place *= 128;
    if (byte > 127) continue;
    before += distance;
    if (before > NUMBER_MAX) throw new RangeError('too great a number');
    numbers.push(before);
    [distance, place] = [0, 1];
  }
  return numbers;
}
