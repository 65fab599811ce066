import type { Sql } from '#db/connection/transaction.ts';
import { IN_STATUS, KINDS_COUNTED, MAY_SEE, OPEN_OF_OPERATOR } from './chosen.ts';
import type { ChatFilter } from './filter.ts';
import { findPlace } from './place-of-page.ts';

/** How many fit; not exact: at least so many. */
export interface Total {
  count: number;
  isExact: boolean;
}

/** What a search finds is counted up to here. */
export const COUNTED = 10_000;

/** Exact by page, status and operator, and within a period by days, too, for which counts are kept. */
export async function countChats(sql: Sql, filter: ChatFilter): Promise<Total> {
  const { operatorId, from, to } = filter;
  if (from || to) return { count: (await findPlace(sql, filter)).count, isExact: true };
  const isOfOne = operatorId !== null && operatorId !== 'none';
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

/** Those of one status out of the open ones, who are few: how many are open is counted beforehand, too. */
async function countOfOperator(sql: Sql, filter: ChatFilter, operatorId: string): Promise<number> {
  const { viewer, pageId, status } = filter;
  const { rows } = await sql.query<{ count: number }>({
    name: 'count-of-operator',
    text: `select coalesce((select sum(k.n) from (${KINDS_COUNTED}) k where k.employee_id = $4
          and ${MAY_SEE('k.page_id')}
          and (${IN_STATUS(`'finished'`)} and k.status = 'finished' or cardinality($3) = 0)), 0)::int
      + (select count(*) from ${OPEN_OF_OPERATOR} and cardinality($3) > 0)::int as count`,
    values: [viewer?.employeeId ?? null, pageId, status, operatorId],
  });
  return rows[0]?.count ?? 0;
}
