import type { Pool } from 'pg';
import { listDeletedBy, listVisible } from '#db/bulk/read.ts';
import { listChats } from '#db/chats/listing/list.ts';
import { viewerOf } from '../access/allow.ts';
import type { Signed } from '../access/auth.ts';
import { chatFilter, toFilter } from '../chats/filter.ts';
import { ApiError } from '../errors/error.ts';
import { BULK_MAX, type Filter, type NewBulk } from './schema.ts';

/** Which chats are meant; `unknown`: numbers of none that whoever asks may see. */
export async function chosenChats(
  pool: Pool,
  signed: Signed,
  given: NewBulk,
): Promise<{ numbers: number[]; unknown: number[] }> {
  if ('bulkId' in given) return { numbers: await listDeletedBy(pool, given.bulkId), unknown: [] };
  if ('filter' in given) return { numbers: await listFitting(pool, signed, given.filter), unknown: [] };
  const asked = [...new Set(given.numbers)];
  const numbers = await listVisible(pool, asked, viewerOf(signed), { areDeleted: given.action === 'restore' });
  const visible = new Set(numbers);
  return { numbers, unknown: asked.filter((number) => !visible.has(number)) };
}

/** In the order in which nothing moves. */
async function listFitting(pool: Pool, signed: Signed, filter: Filter): Promise<number[]> {
  const fits = toFilter({ ...chatFilter.parse({ sort: 'number', order: 'asc' }), ...filter }, signed);
  const { rows } = await listChats(pool, { ...fits, limit: BULK_MAX + 1, offset: 0, seen: [], after: null });
  if (rows.length > BULK_MAX) throw new ApiError('TOO_MANY_CHATS', { most: BULK_MAX });
  return rows.map(({ number }) => number);
}
