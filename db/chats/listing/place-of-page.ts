import type { Sql } from '#db/connection/transaction.ts';
import { ANY_ASKED, BRANCH_OF_KINDS, BRANCH_OF_OPERATOR, IN_PERIOD, IN_STATUS, OF_KIND, openOnes } from './chosen.ts';
import type { ChatFilter, ChatOrder } from './filter.ts';
import { BEYOND, type Direction } from './place.ts';

/**
 * Where a page of a list begins and ends: in which days, or thousands of numbers, its chats stand, and how many stand
 * before the first of them. Told by counts that are kept (`db/chats/places.ts`), so that nobody goes through what
 * stands before.
 */
export interface PlaceOfPage {
  /** How many fit in all. */
  count: number;
  /** Days of the last contact or the beginning since 1970, or 4,096 numbers each. */
  buckets: number[];
  /** In the order of who waits: those that do come before all others. */
  hasWaiting: boolean;
  /** So many stand before the first bucket. */
  before: number;
  /** Of an operator: the open ones that stand in those buckets, by their numbers. */
  open: number[];
}

const DAY_MS = 86_400_000;
/** A day that never comes. */
const NEVER = 2 ** 31 - 1;

/** By what a count that is kept is found in an order. Whoever waits stands before everybody else. */
const KEPT = {
  lastContactAt: 'k.contact_day',
  createdAt: 'k.created_day',
  number: 'k.block',
  waitingSince: 'case when not k.waits then k.block end',
};
/** And a chat. */
const bucketOf = (sort: ChatOrder, of: 'c' | 'o'): string => {
  if (sort === 'waitingSince' && of === 'c') return 'case when c.waiting_since is null then c.number >> 12 end';
  if (sort === 'lastContactAt') return of === 'c' ? 'chat_day(c.last_contact_at)' : 'chat_day(o.contact_at)';
  return sort === 'createdAt' ? `chat_day(${of}.created_at)` : `${of}.number >> 12`;
};

export async function findPlace(sql: Sql, filter: ChatFilter): Promise<PlaceOfPage> {
  const { sort, order, operatorId } = filter;
  const isOfOne = operatorId !== null && operatorId !== 'none';
  // To plan what is not asked for takes as long as to do the rest.
  const hasPeriod = filter.from !== null || filter.to !== null;
  const { rows } = await sql.query<PlaceOfPage>({
    text: isOfOne
      ? placed(countedOfOperator(sort, order, hasPeriod), order, OPEN_NEEDED)
      : placed(countedOfKinds(sort, hasPeriod), order),
    values: valuesOf(filter, isOfOne || operatorId === null ? operatorId : false),
  });
  return rows[0] ?? { count: 0, buckets: [], hasWaiting: false, before: 0, open: [] };
}

function valuesOf(filter: ChatFilter, whose: string | false | null): unknown[] {
  const { viewer, pageId, status, from, to, offset, limit, seen, after } = filter;
  const first = from ? Math.ceil(from.getTime() / DAY_MS) : -NEVER;
  const end = to ? Math.floor(to.getTime() / DAY_MS) : NEVER;
  return [
    viewer?.employeeId ?? null,
    pageId,
    status,
    whose,
    from ?? '-infinity',
    to ?? 'infinity',
    from ? new Date(first * DAY_MS) : '-infinity',
    to ? new Date(end * DAY_MS) : 'infinity',
    first,
    end,
    offset,
    offset + limit + seen.length,
    after !== null,
    after && bucketBehind(filter.sort, after),
  ];
}

/** Where a page begins that goes on from a place; null: among those that wait. */
function bucketBehind(sort: ChatOrder, { key, number }: NonNullable<ChatFilter['after']>): number | null {
  if (sort === 'number') return Number(key) >> 12;
  if (sort === 'waitingSince') return key === null ? number >> 12 : null;
  return Math.floor(Number(key) / (DAY_MS * 1_000));
}

/**
 * `$1` … `$6` as in `chosen.ts`, `$7` and `$8` where whole days begin and end, `$9` and `$10` which, `$11` and `$12`
 * how many stand before the page and with it, `$13` it goes on from a place, `$14` from which bucket.
 */
function placed(counted: string, direction: Direction, open = `'{}'::int[]`): string {
  return `with ${counted}, bucket as (
      select k.bucket, sum(k.n) as n from counted k group by k.bucket having sum(k.n) > 0
    ), place as (
      select b.bucket, b.n, b.bucket is null as waits,
        sum(b.n) over (order by b.bucket is not null, b.bucket ${direction}) - b.n as before
      from bucket b where ${ALL_GIVEN} and ($14::int is null or b.bucket = $14 or b.bucket ${BEYOND[direction]} $14)
    ), needed as (
      select p.bucket, p.before, p.waits from place p where p.before + p.n > $11::int and p.before < $12::int
        + case when $13::boolean then (select f.n from place f where f.before = 0) else 0 end
    ) select coalesce((select sum(b.n) from bucket b), 0)::int as count,
      coalesce((select min(n.before) from needed n), 0)::int as before,
      array(select n.bucket from needed n where not n.waits order by n.bucket) as buckets,
      exists (select 1 from needed n where n.waits) as "hasWaiting", ${open} as open`;
}
/** Also where no period is asked for. */
const ALL_GIVEN = 'num_nonnulls($5::timestamptz, $6::timestamptz, $7::timestamptz, $8::timestamptz) = 4';
const OPEN_NEEDED = `array(
        select o.number from open o
        where exists (select 1 from needed n where n.bucket is not distinct from o.bucket))`;

const PLACES = `(select employee_id, page_id, status, led, contact_day, created_day, block, waits, n from chat_place
  union all
  select employee_id, page_id, status, led, contact_day, created_day, block, waits, n from chat_place_delta)`;
const IN_WHOLE_DAYS = 'k.contact_day >= $9::int and k.contact_day < $10::int';
/** Before the first whole day, and behind the last one: within one day the two would be the same. */
const EDGES = [
  (contact: string) => `${IN_PERIOD(contact)} and ${contact} < $7::timestamptz`,
  (contact: string) => `${IN_PERIOD(contact)} and ${contact} >= greatest($7::timestamptz, $8::timestamptz)`,
];

function countedOfKinds(sort: ChatOrder, hasPeriod: boolean): string {
  const ofChat = bucketOf(sort, 'c');
  const atEdges = EDGES.map(
    (isAt) => `union all select e.bucket, 1 from branch b cross join lateral (
        select ${ofChat} as bucket from chat c where ${OF_KIND} and ${isAt('c.last_contact_at')}) e`,
  );
  return `${BRANCH_OF_KINDS}, counted as (
      select ${KEPT[sort]} as bucket, k.n from branch b join ${PLACES} k
        on k.employee_id = '' and k.page_id = b.page_id and k.status = b.status and k.led = b.led and ${IN_WHOLE_DAYS}
      ${hasPeriod ? atEdges.join(' ') : ''})`;
}

/**
 * Of the finished ones counts are kept; the open ones are few, and only of those that may stand where the page does it
 * is asked where they do.
 */
function countedOfOperator(sort: ChatOrder, direction: Direction, hasPeriod: boolean): string {
  const finished = `o.employee_id = $4 and o.page_id = b.page_id and o.contact_at is not null`;
  const atEdges = EDGES.map(
    (isAt) => `union all select e.bucket, 1 from branch b cross join lateral (
        select ${bucketOf(sort, 'o')} as bucket from chat_operator o
        where ${finished} and ${IN_STATUS(`'finished'`)} and ${isAt('o.contact_at')}) e`,
  );
  return `${BRANCH_OF_OPERATOR}, finished as materialized (
      select ${KEPT[sort]} as bucket, k.n from branch b join ${PLACES} k
        on k.employee_id = $4 and k.page_id = b.page_id and ${IN_WHOLE_DAYS}
      where ${IN_STATUS(`'finished'`)}
      ${hasPeriod ? atEdges.join(' ') : ''}
    ), mine as materialized (select o.number, o.created_at from ${openOnes()}), ${KNOWN[direction]},
    open as materialized (
      select o.number, ${KNOWN_BUCKET[sort]} as bucket from mine o cross join known k where ${isKnown(sort)}
      union all
      select c.number, ${bucketOf(sort, 'c')} as bucket from chat c
      where c.number = any(array(select o.number from mine o cross join known k where not ${isKnown(sort)}))
        and ${IN_STATUS('c.status')} and ${IN_PERIOD('c.last_contact_at')}
    ), counted as (
      select f.bucket, f.n from finished f union all select o.bucket, 1 from open o)`;
}

/** Nobody's last contact is before the chat began: those that began so late stand before the page, or behind it. */
const KNOWN = {
  desc: `known as (select min(d.bucket) as since from (
      select f.bucket, sum(sum(f.n)) over (order by f.bucket desc) as n from finished f group by f.bucket) d
      where d.n + (select count(*) from mine) <= $11::int and not $13::boolean)`,
  asc: `known as (select min(d.bucket) + 1 as since from (
      select f.bucket, sum(sum(f.n)) over (order by f.bucket) as n from finished f group by f.bucket) d
      where d.n > $12::int and not $13::boolean)`,
};
const KNOWN_BUCKET = {
  lastContactAt: 'chat_day(o.created_at)',
  createdAt: 'chat_day(o.created_at)',
  number: 'o.number >> 12',
  waitingSince: 'null::int',
};
function isKnown(sort: ChatOrder): string {
  if (sort === 'waitingSince') return 'false';
  const isLate = 'k.since is not null and chat_day(o.created_at) >= k.since';
  return `(${ANY_ASKED} ${sort === 'lastContactAt' ? `and ${isLate}` : ''})`;
}
