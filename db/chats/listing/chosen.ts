import { CHAT_ORDERS, type ChatOrder } from './filter.ts';
import { type Direction, isAfter, isAfterAnyhow, isAfterBetween, isAfterIn, isNumberAfter, ordered } from './place.ts';

/**
 * Which chats a page of a list holds, as the CTE `chosen` (number, key): numbers stand in
 * the indexes themselves. `$1` viewer, `$2` page, `$3` statuses,
 * `$4` whose, `$5` and `$6` the period of the last contact, `$7` and `$8` the place it goes on from, `$9` numbers told
 * already, `$10` limit, `$11` offset.
 */
export const MAY_SEE = (page: string): string => `($2::uuid is null or ${page} = $2) and ($1::text is null
  or exists (select 1 from page_access a where a.page_id = ${page} and a.employee_id = $1))`;
/** The same as two moments: the second one is outside. */
export const PERIOD = { from: '$5::timestamptz', to: `($6::timestamptz + interval '1 microsecond')` };
export const IN_STATUS = (status: string): string => `(cardinality($3::text[]) = 0 or ${status} = any($3))`;
export const IN_PERIOD = (contact: string): string => `${contact} >= $5::timestamptz and ${contact} <= $6::timestamptz`;
/** The same for other orders: without a period nothing is asked, or the index of contacts is read whole and sorted. */
export const IN_PERIOD_IF_ANY = (contact: string): string =>
  `($5::timestamptz = '-infinity' or ${contact} >= $5) and ($6::timestamptz = 'infinity' or ${contact} <= $6)`;
/** Open ones are asked for at all: where only finished ones are, nobody looks at those that are not. */
const OPEN_ASKED = `(cardinality($3::text[]) = 0 or not $3 <@ '{finished}')`;
/**
 * The open chats `c` of the operator `$4`, by their numbers at once: those stand side by side, where ids stand
 * anywhere.
 */
export const OPEN_OF_OPERATOR = `chat c where c.number = any(array(
          select o.number from ${openOnes()})) and ${IN_STATUS('c.status')}`;
/** The same as they stand with their operator: when a chat began, but neither its status nor its last contact. */
export function openOnes(): string {
  return `chat_operator o where o.employee_id = $4 and o.contact_at is null and ${OPEN_ASKED}
            and ${MAY_SEE('o.page_id')}`;
}
/** Neither a status nor a period is asked for. */
export const ANY_ASKED = `(cardinality($3::text[]) = 0 and $5::timestamptz = '-infinity'
  and $6::timestamptz = 'infinity')`;
// Looked up in a hash: a long walk has thousands of them.
export const NOT_SEEN = (number: string): string => `${number} not in (select unnest($9::int[]))`;

/** Kinds of chats that are there at all: of each, the index has its first ones side by side. */
export const KINDS = `select page_id, employee_id, status, led from chat_count where n > 0
  union all select page_id, employee_id, status, led from chat_count_delta`;

/** The same with how many. */
export const KINDS_COUNTED = `select page_id, employee_id, status, led, n from chat_count
  union all select page_id, employee_id, status, led, n from chat_count_delta`;

export const BRANCH_OF_KINDS = `branch as materialized (
      select distinct k.page_id, k.status, k.led from (${KINDS}) k where k.employee_id = ''
        and ${IN_STATUS('k.status')} and ($4::boolean is null or k.led = $4) and ${MAY_SEE('k.page_id')})`;
export const OF_KIND = 'c.page_id = b.page_id and c.status = b.status and c.led = b.led';
export const BRANCH_OF_OPERATOR = `branch as materialized (
      select distinct k.page_id from (${KINDS}) k where k.employee_id = $4 and ${MAY_SEE('k.page_id')})`;

/** By page, status and led or not: `$4` is whether anybody leads them, null for both. */
export function byKind(sort: ChatOrder, direction: Direction, as = 'chosen'): string {
  return `${BRANCH_OF_KINDS}, ${as} as materialized (
      select one.number, one.key from branch b cross join lateral (${firstOfKind(sort, direction)}) one
      ${ordered('one', direction)} limit $10 offset $11)`;
}

/** The first ones of the branch `b`. */
export function firstOfKind(sort: ChatOrder, direction: Direction): string {
  const column = `c.${CHAT_ORDERS[sort]}`;
  const isInPeriod = sort === 'lastContactAt' ? '' : `and ${IN_PERIOD_IF_ANY('c.last_contact_at')}`;
  const fits = (isNext: string): string => `${OF_KIND} and ${isNext} ${isInPeriod} and ${NOT_SEEN('c.number')}`;
  const first = (isNext: string, order: string): string =>
    `(select c.number, ${column} as key from chat c where ${fits(isNext)}
      order by ${order} limit $10::int + $11::int)`;
  const byNumber = `c.number ${direction}`;
  const byKey = `${column} ${direction}, ${byNumber}`;
  if (sort === 'number') return first(isNumberAfter(column, direction), byNumber);
  if (sort === 'lastContactAt') return first(isAfterBetween(column, 'c.number', direction, PERIOD), byKey);
  if (sort !== 'waitingSince') return first(isAfter(column, 'c.number', direction), byKey);
  const hasMoment = isAfterIn('moments', column, 'c.number', direction);
  // Where enough of them wait, the others are not looked for: among many that do they are far between.
  const areFew = `not exists (select 1 from chat c where ${fits(hasMoment)} offset $10::int + $11::int - 1)`;
  const rest = first(`${areFew} and ${isAfterIn('nulls', column, 'c.number', direction)}`, byNumber);
  return `${first(hasMoment, byKey)} union all ${rest}`;
}

/** Of the operator `$4`: their open ones, who are few, and of each page the first of those that are finished. */
export function byOperator(sort: ChatOrder, direction: Direction, as = 'chosen'): string {
  return `${BRANCH_OF_OPERATOR}, ${as} as materialized (
      select one.number, one.key from (
        ${openIn(sort, direction)}
        union all
        select f.number, f.key from branch b cross join lateral (${firstFinished(sort, direction)}) f
      ) one ${ordered('one', direction)} limit $10 offset $11)`;
}

/** What never changes stands with the operator. */
function openIn(sort: ChatOrder, direction: Direction): string {
  const key = FINISHED_KEYS[sort];
  const column = `c.${CHAT_ORDERS[sort]}`;
  const known = `select o.number, ${key} as key from ${openOnes()} and ${NOT_SEEN('o.number')}
          and ${isAfterAnyhow(sort, key, 'o.number', direction)}
          and (${ANY_ASKED} or o.number in (
            select c.number from ${OPEN_OF_OPERATOR} and ${IN_PERIOD('c.last_contact_at')}))`;
  const asked = `select c.number, ${column} as key from ${OPEN_OF_OPERATOR}
          and ${IN_PERIOD('c.last_contact_at')} and ${NOT_SEEN('c.number')}
          and ${isAfterAnyhow(sort, column, 'c.number', direction)}`;
  const isKnown = sort === 'number' || sort === 'createdAt';
  return isKnown ? known : asked;
}

function firstFinished(sort: ChatOrder, direction: Direction): string {
  const key = FINISHED_KEYS[sort];
  const byNumber = sort === 'number' || sort === 'waitingSince';
  const isNext =
    sort === 'lastContactAt'
      ? isAfterBetween(key, 'o.number', direction, PERIOD)
      : `${isAfterAnyhow(sort, key, 'o.number', direction)} and ${IN_PERIOD_IF_ANY('o.contact_at')}`;
  return `select o.number, ${key} as key from chat_operator o
    where o.employee_id = $4 and o.page_id = b.page_id and o.contact_at is not null
      and ${IN_STATUS(`'finished'`)} and ${isNext} and ${NOT_SEEN('o.number')}
    order by ${byNumber ? '' : `${key} ${direction}, `}o.number ${direction} limit $10::int + $11::int`;
}
/** Nobody waits in a finished chat. */
export const FINISHED_KEYS = {
  lastContactAt: 'o.contact_at',
  createdAt: 'o.created_at',
  number: 'o.number',
  waitingSince: 'null::timestamptz',
} as const;

/**
 * Out of what a search found, `matched` by it and all else: chats of the clients `$12`, the chats `$13`, the first ones
 * of the pages `$14`. `$4` is
 * an operator, or `none`.
 */
export function ofFound(sort: ChatOrder, direction: Direction): string {
  const column = `c.${CHAT_ORDERS[sort]}`;
  return `branch as materialized (
      select distinct k.page_id, k.status, k.led from (${KINDS}) k where k.employee_id = ''
        and k.page_id = any($14::uuid[]) and ${IN_STATUS('k.status')} and ${MAY_SEE('k.page_id')}
        and ($4::text is null or $4 = 'none' and not k.led)
    ), found as materialized (
      select number from chat_operator where employee_id = $4 and page_id = any($14)
      union select one.number from branch b cross join lateral (${firstOfKind(sort, direction)}) one
    ), matched as materialized (
      select c.number, ${column} as key from chat c
      where (c.client_id = any(array(select unnest($12::text::uuid[])))
        or c.id = any(array(select unnest($13::text::uuid[])))
        or c.number = any(array(select number from found)))
        and c.led is not null
        and ${IN_STATUS('c.status')} and ${MAY_SEE('c.page_id')} and ${IN_PERIOD('c.last_contact_at')}
        and ($4::text is null or case when $4 = 'none' then not c.led else exists (
          select 1 from chat_operator o where o.chat_id = c.id and o.employee_id = $4) end)
    ), chosen as materialized (
      select c.number, c.key from matched c
      where ${NOT_SEEN('c.number')} and ${isAfterAnyhow(sort, 'c.key', 'c.number', direction)}
      ${ordered('c', direction)} limit $10 offset $11)`;
}

/**
 * Out of the first ones of a list, `walked`, those in which a word stands that stands nearly everywhere: the chats
 * `$12`, the pages `$13`, names like `$14`, and where `$15` messages like it; `$16` limit. Where its clients are known
 * they are `$17`, and nobody's names are looked at.
 */
export function withWords(walked: string, direction: Direction): string {
  return `${walked}, chosen as materialized (
      select w.number, w.key from walked w join chat c on c.number = w.number
      where c.id in (select unnest($12::text::uuid[])) or c.page_id = any($13::uuid[])
        or case when $17::text is not null then c.client_id in (select unnest($17::uuid[]))
          else exists (select 1 from client_words k
              where k.client_id = c.client_id and k.folded like all($14::text[]))
            or exists (select 1 from client_address a where a.client_id = c.client_id and a.email like all($14))
            or exists (select 1 from client cl join contact k on k.id = cl.contact_id
              where cl.id = c.client_id and k.folded like all($14)) end
        or $15::boolean and exists (select 1 from message m join message_words k on k.message_id = m.id
          where m.chat_id = c.id and k.folded like all($14))
      ${ordered('w', direction)} limit $16)`;
}
