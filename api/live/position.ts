import type { Position } from '#db/changes/read.ts';

/** A place in the feed as an event's id says it. */
export function formatPosition({ xid, id }: Position): string {
  return `${xid}-${id}`;
}

export function parsePosition(text: string): Position | null {
  const match = /^(\d{1,19})-(\d{1,18})$/.exec(text);
  return match?.[1] && match[2] ? { xid: match[1], id: match[2] } : null;
}

export function isAfter(one: Position, other: Position): boolean {
  const [a, b] = [BigInt(one.xid), BigInt(other.xid)];
  return a > b || (a === b && BigInt(one.id) > BigInt(other.id));
}
