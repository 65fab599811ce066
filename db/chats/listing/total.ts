import type { Sql } from '#db/connection/transaction.ts';
import { byKind, byOperator, IN_STATUS, KINDS_COUNTED, MAY_SEE } from './chosen.ts';
import { type ChatFilter, valuesOf } from './filter.ts';

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

async function countUpTo(sql: Sql, filter: ChatFilter, isOfOne: boolean): Promise<Total> {
  const all: ChatFilter = { ...filter, after: null, seen: [], limit: COUNTED + 1, offset: 0 };
  const { rows } = await sql.query<{ count: number }>({
    name: `count-${isOfOne ? 'of-operator' : 'of-kind'}-within`,
    text: `with ${isOfOne ? byOperator('lastContactAt', 'desc') : byKind('lastContactAt', 'desc')}
      select count(*)::int as count from chosen`,
    values: valuesOf(all, isOfOne || filter.operatorId === null ? filter.operatorId : false),
  });
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, COUNTED), isExact: count <= COUNTED };
}
