import type { Position } from '#db/changes/read.ts';

/** A place in the feed as an event's id says it. */
export function formatPosition({ xid, id, snapshot }: Position): string {
  return `${xid}-${id}-${snapshot}`;
}

/** As long as an id may be: a snapshot names each transaction that was open. */
export const LONGEST_POSITION = 8_000;
const POSITION = /^(\d{1,18})-(\d{1,18})-((\d{1,18}):(\d{1,18}):((?:\d{1,18},)*\d{1,18})?)$/;
/** Whoever was open for so many others is waited for by reading everything anew, not by going through them all. */
const WIDEST = 200_000n;

/** Null for what is none of ours, or what PostgreSQL would not take for a snapshot. */
export function parsePosition(text: string): Position | null {
  const match = text.length <= LONGEST_POSITION ? POSITION.exec(text) : null;
  if (!match) return null;
  const [, xid = '', id = '', snapshot = '', from = '', to = '', open = ''] = match;
  const [first, next] = [BigInt(from), BigInt(to)];
  if (first < 1n || next < first || next - first > WIDEST) return null;
  let last = first - 1n;
  for (const number of open === '' ? [] : open.split(',').map(BigInt)) {
    if (number <= last || number >= next) return null;
    last = number;
  }
  return { xid, id, snapshot };
}
