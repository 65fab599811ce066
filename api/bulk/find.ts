import type { Context } from 'hono';
import { type BulkRow, findBulk } from '#db/bulk/read.ts';
import { may, me } from '../access/allow.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';

/** Whoever began it, and admins: to others it is not there. */
export async function findOwn(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<BulkRow> {
  const row = await findBulk(deps.database.pool, id);
  const isTheirs = row !== null && (row.employeeId === me(c).employee.id || may(me(c), 'arrange', 'every'));
  if (!isTheirs) throw new ApiError('NOT_FOUND');
  return row;
}
