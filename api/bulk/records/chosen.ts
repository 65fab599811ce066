import type { Pool } from 'pg';
import { listContactIds } from '#db/contacts/listing/list.ts';
import { chooseLeads } from '#db/leads/list.ts';
import { chooseOrders } from '#db/orders/list.ts';
import type { Signed } from '../../access/auth.ts';
import { toContactFilter } from '../../contacts/filter.ts';
import { ApiError } from '../../errors/error.ts';
import { toLeadFilter } from '../../leads/schema.ts';
import { toOrderFilter } from '../../orders/schema.ts';
import { BULK_MAX, type NewRecordBulk } from './schema.ts';

const ALL = { limit: BULK_MAX + 1, offset: 0, after: null };
const BY_NUMBER = { sort: 'number', order: 'asc' } as const;

/** Which records are meant, in the order in which nothing moves. */
export async function chosenRecords(
  pool: Pool,
  { employee }: Signed,
  given: Exclude<NewRecordBulk, { bulkId: string }>,
): Promise<string[]> {
  if ('ids' in given) return [...new Set(given.ids)];
  const ids = await fitting(pool, employee.id, given);
  if (ids.length > BULK_MAX) throw new ApiError('TOO_MANY_RECORDS', { most: BULK_MAX });
  return ids;
}

async function fitting(pool: Pool, by: string, given: Extract<NewRecordBulk, { filter: object }>): Promise<string[]> {
  switch (given.about) {
    case 'contacts':
      return listContactIds(pool, toContactFilter({ ...given.filter, sort: 'name', order: 'asc' }, by), ALL.limit);
    case 'leads':
      return idsOf(await chooseLeads(pool, { ...toLeadFilter({ ...given.filter, ...BY_NUMBER }, by), ...ALL }));
    case 'orders':
      return idsOf(await chooseOrders(pool, { ...toOrderFilter({ ...given.filter, ...BY_NUMBER }, by), ...ALL }));
  }
}

const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);
