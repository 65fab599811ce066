import {
  BRANCH_OF_KINDS,
  BRANCH_OF_OPERATOR,
  FINISHED_KEYS,
  IN_PERIOD,
  IN_PERIOD_IF_ANY,
  IN_STATUS,
  NOT_SEEN,
  OF_KIND,
  PERIOD,
} from './chosen.ts';
import { CHAT_ORDERS, type ChatOrder } from './filter.ts';
import { type Direction, isAfterAnyhow, isAfterBetween, isAfterIn, isNumberAfter, ordered } from './place.ts';

/**
 * Which chats a page holds whose place is known (`place-of-page.ts`): as in `chosen.ts`, out of the buckets `$12`, and
 * of those that wait where `$13`; `$11` is how many of them stand before it. Of an operator, `$14` are the open ones
 * that may stand there.
 */
export function ofKindsIn(sort: ChatOrder, direction: Direction): string {
  const key = `c.${CHAT_ORDERS[sort]}`;
  const fits = `${OF_KIND} and ${IN_PERIOD_IF_ANY('c.last_contact_at')} and ${NOT_SEEN('c.number')}`;
  const isWaiting = sort === 'waitingSince';
  const found = `select one.number, one.key from branch b cross join ${BUCKETS} cross join lateral (
        select c.number, ${key} as key from chat c where ${fits} and ${isNextWithin(sort, key, 'c.number', direction)}
        ${inOrder(sort, key, 'c.number', direction)}) one`;
  const first = isWaiting ? `${firstWaiting(fits, direction)} union all ` : '';
  return `${BRANCH_OF_KINDS}, ${merged(`${first}${found}`, direction)}`;
}

/** Whoever waits stands before everybody else. */
const firstWaiting = (fits: string, direction: Direction): string =>
  `select w.number, w.key from branch b cross join lateral (
        select c.number, c.waiting_since as key from chat c where ${IS_WAITING_ASKED} and ${fits}
          and ${isAfterIn('moments', 'c.waiting_since', 'c.number', direction)}
        order by c.waiting_since ${direction}, c.number ${direction} ${AS_MANY}) w`;

export function ofOperatorIn(sort: ChatOrder, direction: Direction): string {
  const key = `c.${CHAT_ORDERS[sort]}`;
  const finishedKey = FINISHED_KEYS[sort];
  const isWaiting = sort === 'waitingSince';
  const isInOne = `exists (select 1 from ${BUCKETS} where ${isIn(sort, key, 'c.number')})`;
  const isOpenIn = isWaiting ? `case when ${key} is null then ${isInOne} else ${IS_WAITING_ASKED} end` : isInOne;
  return `${BRANCH_OF_OPERATOR}, ${merged(
    `select c.number, ${key} as key from ${OPEN_THERE}
          and ${IN_PERIOD('c.last_contact_at')} and ${NOT_SEEN('c.number')} and ${isOpenIn}
          and ${isAfterAnyhow(sort, key, 'c.number', direction)}
      union all
      select f.number, f.key from branch b cross join ${BUCKETS} cross join lateral (
        select o.number, ${finishedKey} as key from chat_operator o
        where o.employee_id = $4 and o.page_id = b.page_id and o.contact_at is not null
          and ${IN_STATUS(`'finished'`)} and ${IN_PERIOD_IF_ANY('o.contact_at')} and ${NOT_SEEN('o.number')}
          and ${isNextWithin(sort, finishedKey, 'o.number', direction)}
        ${inOrder(sort, finishedKey, 'o.number', direction)}) f`,
    direction,
  )}`;
}

/** Whoever was finished meanwhile stands among the others. */
const OPEN_THERE = `chat c where c.number = any($14::int[]) and c.status <> 'finished' and ${IN_STATUS('c.status')}`;
const BUCKETS = 'unnest($12::int[]) k (bucket)';
const IS_WAITING_ASKED = '$13::boolean';
const AS_MANY = 'limit $10::int + $11::int';

/** What comes next in the bucket `k`. */
function isNextWithin(sort: ChatOrder, key: string, number: string, direction: Direction): string {
  if (sort === 'lastContactAt') return isAfterBetween(key, number, direction, WITHIN_PERIOD);
  if (sort === 'createdAt') return isAfterBetween(key, number, direction, WITHIN);
  const isNext = sort === 'number' ? isNumberAfter(number, direction) : isAfterIn('nulls', key, number, direction);
  return `${isNext} and ${isIn(sort, key, number)}`;
}

const isIn = (sort: ChatOrder, key: string, number: string): string =>
  sort === 'number' || sort === 'waitingSince'
    ? `${number} >= k.bucket * 4096 and ${number} <= k.bucket * 4096 + 4095`
    : `${key} >= ${WITHIN.from} and ${key} < ${WITHIN.to}`;
const AT = (day: string): string => `('epoch'::timestamptz + (${day}) * interval '86400 seconds')`;
const WITHIN = { from: AT('k.bucket'), to: AT('k.bucket + 1') };
const WITHIN_PERIOD = {
  from: `greatest(${WITHIN.from}, ${PERIOD.from})`,
  to: `least(${WITHIN.to}, ${PERIOD.to})`,
};

function inOrder(sort: ChatOrder, key: string, number: string, direction: Direction): string {
  const byNumber = sort === 'number' || sort === 'waitingSince';
  return `order by ${byNumber ? '' : `${key} ${direction}, `}${number} ${direction} ${AS_MANY}`;
}

const merged = (found: string, direction: Direction): string => `chosen as materialized (
      select one.number, one.key from (${found}) one where $13::boolean is not null and $14::int[] is not null
      ${ordered('one', direction)} limit $10 offset $11)`;
