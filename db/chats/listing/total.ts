import type { Sql } from '#db/connection/transaction.ts';
import { IN_PERIOD, IN_STATUS, KINDS, KINDS_COUNTED, MAY_SEE } from './chosen.ts';
import type { ChatFilter } from './filter.ts';

/** How many fit; not exact: at least so many. */
export interface Total {
  count: number;
  isExact: boolean;
}

/** What is not counted beforehand is counted up to here. */
export const COUNTED = 10_000;

/** Exact by page, status and operator, for which counts are kept; within a period up to ten thousand. */
export async function countChats(sql: Sql, filter: ChatFilter): Promise<Total> {
  const { operatorId, from, to } = filter;
  const isOfOne = operatorId !== null && operatorId !== 'none';
  if (from || to) return countUpTo(sql, filter, isOfOne);
  const count = isOfOne ? await countOfOperator(sql, filter, operatorId) : await countOfKinds(sql, filter);
  return { count, isExact: true };
}

async function countOfKinds(sql: Sql, { viewer, pageId, status, operatorId }: ChatFilter): Promise<number> {
  const { rows } = await sql.query<{ count: number | null }>({
    name: 'count-of-kind',
    text: `select sum(k.n)::int as count from (${KINDS_COUNTED}) k where k.employee_id = '' and ${IN_STATUS('k.status')}
      and ($4::boolean is null or k.led = $4) and ${MAY_SEE('k.page_id')}`,
    values: [viewer?.employeeId ?? null, pageId, status, operatorId === null ? null : false],
  });
  return rows[0]?.count ?? 0;
}

/** Their finished ones are counted beforehand, the open ones are few. */
async function countOfOperator(sql: Sql, filter: ChatFilter, operatorId: string): Promise<number> {
  const { rows } = await sql.query<{ count: number }>({
    name: 'count-of-operator',
    text: `select coalesce((select sum(k.n) from (${KINDS_COUNTED}) k where k.employee_id = $4 and k.status = 'finished'
        and ${IN_STATUS(`'finished'`)} and ${MAY_SEE('k.page_id')}), 0)::int
      + (select count(*) from chat_operator o join chat c on c.id = o.chat_id where o.employee_id = $4
        and o.contact_at is null and ${IN_STATUS('c.status')} and ${MAY_SEE('c.page_id')})::int as count`,
    values: [filter.viewer?.employeeId ?? null, filter.pageId, filter.status, operatorId],
  });
  return rows[0]?.count ?? 0;
}

/** Nothing is put in order: an index alone tells them, and nobody counts on. */
async function countUpTo(sql: Sql, filter: ChatFilter, isOfOne: boolean): Promise<Total> {
  const { rows } = await sql.query<{ count: number }>({
    name: `count-${isOfOne ? 'of-operator' : 'of-kind'}-within`,
    text: isOfOne ? OF_OPERATOR_WITHIN : OF_KIND_WITHIN,
    values: withinValues(filter, isOfOne),
  });
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, COUNTED), isExact: count <= COUNTED };
}

function withinValues({ viewer, pageId, status, operatorId, from, to }: ChatFilter, isOfOne: boolean): unknown[] {
  const whose = isOfOne || operatorId === null ? operatorId : false;
  return [viewer?.employeeId ?? null, pageId, status, whose, from ?? '-infinity', to ?? 'infinity', COUNTED + 1];
}

const OF_KIND_WITHIN = `with branch as materialized (
    select distinct k.page_id, k.status, k.led from (${KINDS}) k where k.employee_id = ''
      and ${IN_STATUS('k.status')} and ($4::boolean is null or k.led = $4) and ${MAY_SEE('k.page_id')}
  ) select count(*)::int as count from (
    select 1 from branch b cross join lateral (select 1 from chat c where c.page_id = b.page_id
      and c.status = b.status and c.led = b.led and ${IN_PERIOD('c.last_contact_at')} limit $7::int) one
    limit $7::int) found`;

const OF_OPERATOR_WITHIN = `with branch as materialized (
    select distinct k.page_id from (${KINDS}) k where k.employee_id = $4 and ${MAY_SEE('k.page_id')}
  ) select count(*)::int as count from (
    select 1 from chat_operator o join chat c on c.id = o.chat_id where o.employee_id = $4 and o.contact_at is null
      and ${IN_STATUS('c.status')} and ${MAY_SEE('c.page_id')} and ${IN_PERIOD('c.last_contact_at')}
    union all
    select 1 from branch b cross join lateral (select 1 from chat_operator o where o.employee_id = $4
      and o.page_id = b.page_id and o.contact_at is not null and ${IN_STATUS("'finished'")}
      and ${IN_PERIOD('o.contact_at')} limit $7::int) one
    limit $7::int) found`;
