import type { ChatOrder } from './filter.ts';

export type Direction = 'asc' | 'desc';

/** Where the page before ended: `$7` the key in microseconds, or the number, and `$8` the number; null at the start. */
const AT = {
  asc: `coalesce('epoch'::timestamptz + $7::bigint * interval '1 microsecond', '-infinity')`,
  desc: `coalesce('epoch'::timestamptz + $7::bigint * interval '1 microsecond', 'infinity')`,
};
const NUMBER = { asc: 'coalesce($8::int, 0)', desc: 'coalesce($8::int, 2147483647)' };
export const BEYOND = { asc: '>', desc: '<' };
/** It ended among those that have no such moment, which come last. */
const IN_NULLS = '($7::bigint is null and $8::int is not null)';

/** SQL for *comes after that place*, of a moment that is there; an index follows it. */
export function isAfter(key: string, number: string, direction: Direction): string {
  return `(${key}, ${number}) ${BEYOND[direction]} (${AT[direction]}, ${NUMBER[direction]})`;
}

/** Two moments, the second one outside. */
export interface Between {
  from: string;
  to: string;
}

/**
 * The same between two moments. As one condition: of several on one side an index begins with any of them, and may go
 * through all that stands before the others.
 */
export function isAfterBetween(key: string, number: string, direction: Direction, { from, to }: Between): string {
  const isTold = direction === 'asc' ? `${AT.asc} >= ${from}` : `${AT.desc} < ${to}`;
  const told = `case when ${isTold} then ${NUMBER[direction]} else 0 end`;
  return direction === 'asc'
    ? `(${key}, ${number}) > (greatest(${AT.asc}, ${from}), ${told}) and ${key} < ${to}`
    : `(${key}, ${number}) < (least(${AT.desc}, ${to}), ${told}) and ${key} >= ${from}`;
}

/** The same in the order of numbers. */
export function isNumberAfter(number: string, direction: Direction): string {
  return direction === 'asc'
    ? `${number} > greatest($7::bigint, $8::int, 0)::int`
    : `${number} < least($7::bigint, $8::int, 2147483647)::int`;
}

/** The same for moments that may be missing: those that are there, then those that are not, by number. */
export function isAfterIn(part: 'moments' | 'nulls', key: string, number: string, direction: Direction): string {
  if (part === 'moments') return `not ${IN_NULLS} and ${key} is not null and ${isAfter(key, number, direction)}`;
  const from = `case when ${IN_NULLS} then ${NUMBER[direction]} else ${NOWHERE[direction]} end`;
  return `${key} is null and ${number} ${BEYOND[direction]} ${from}`;
}
const NOWHERE = { asc: '0', desc: '2147483647' };

/** Of rows that are gone through one by one, in whatever order. */
export function isAfterAnyhow(sort: ChatOrder, key: string, number: string, direction: Direction): string {
  if (sort === 'number') return isNumberAfter(number, direction);
  if (sort !== 'waitingSince') return isAfter(key, number, direction);
  return `(${isAfterIn('moments', key, number, direction)} or ${isAfterIn('nulls', key, number, direction)})`;
}

/** How a whole page is put in order. */
export const ordered = (of: string, direction: Direction): string =>
  `order by ${of}.key ${direction} nulls last, ${of}.number ${direction}`;
