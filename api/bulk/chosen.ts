import type { Pool } from 'pg';
import { findDeleted } from '#db/bin/find.ts';
import { listDeletedNumbers } from '#db/bin/read.ts';
import { listDeletedBy, listVisible } from '#db/bulk/read.ts';
import { listChats } from '#db/chats/listing/list.ts';
import { viewerOf } from '../access/allow.ts';
import type { Signed } from '../access/auth.ts';
import { chatFilter, toFilter } from '../chats/filter.ts';
import { inTime } from '../search/too-long.ts';
import { ApiError } from '../errors/error.ts';
import { BULK_MAX } from './records/schema.ts';
import type { ChatBulk, Filter } from './schema.ts';

/** Which chats are meant; `unknown`: numbers of none that whoever asks may see. */
export async function chosenChats(
  pool: Pool,
  signed: Signed,
  given: ChatBulk,
): Promise<{ numbers: number[]; unknown: number[] }> {
  if ('bulkId' in given) return { numbers: await listDeletedBy(pool, given.bulkId), unknown: [] };
  if (given.action === 'restore' && 'filter' in given)
    return { numbers: await listInBin(pool, given.filter.q), unknown: [] };
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
  return notTooMany(rows.map(({ number }) => number));
}

async function listInBin(pool: Pool, q: string): Promise<number[]> {
  const ids = await inTime(findDeleted(pool, q, BULK_MAX + 1));
  return notTooMany(await listDeletedNumbers(pool, ids, BULK_MAX + 1));
}

function notTooMany(numbers: number[]): number[] {
  if (numbers.length > BULK_MAX) throw new ApiError('TOO_MANY_CHATS', { most: BULK_MAX });
  return numbers;
}
