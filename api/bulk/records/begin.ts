import type { Context } from 'hono';
import { listChangedBy } from '#db/bulk/records/read.ts';
import { insertRecordBulk } from '#db/bulk/records/write.ts';
import type { RecordChange } from '#db/entities/chat-input.ts';
import { isActive } from '#db/people/colleagues.ts';
import { isRefused, knownParts } from '#db/records/parts.ts';
import { demand, may, me } from '../../access/allow.ts';
import { note } from '../../access/note.ts';
import { ApiError } from '../../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../../http/deps.ts';
import { notTaken } from '../../records/fields.ts';
import { findOwn } from '../find.ts';
import { chosenRecords } from './chosen.ts';
import type { NewRecordBulk } from './schema.ts';

/** Notes what is asked of which records; whether each may be changed so is judged when its turn comes. */
export async function beginOfRecords(deps: ApiDeps, c: Context<ApiEnv>, given: NewRecordBulk): Promise<string> {
  const { pool } = deps.database;
  const { about, action } = given;
  await demand('crm_writer', deps, me(c));
  if (action === 'delete' && !may(me(c), 'arrange', 'every')) throw new ApiError('NOT_ALLOWED', { because: 'role' });
  const wanted = action === 'change' ? given.change : null;
  if (wanted) await refuseUnknown(deps, about, wanted);
  const undoesId = action === 'undo' ? given.bulkId : null;
  const ids = action === 'undo' ? await undone(deps, c, given) : await chosenRecords(pool, me(c), given);
  const id = await insertRecordBulk(pool, { about, action, employeeId: me(c).employee.id, wanted, undoesId, ids });
  const changed = wanted && Object.keys(wanted);
  await note(deps, c, 'bulk_begun', { bulk: id, action, [about]: ids.length, ...(changed && { changed }) });
  deps.notifier.notify('bulk');
  return id;
}

/** Whoever undoes it may see it; what was deleted does not come back. */
async function undone(deps: ApiDeps, c: Context<ApiEnv>, { about, bulkId }: NewRecordBulk & { bulkId: string }) {
  const row = await findOwn(deps, c, bulkId);
  if (row.about !== about) throw new ApiError('NOT_FOUND');
  if (row.endedAt === null) throw new ApiError('BULK_RUNNING');
  if (row.action !== 'change') throw new ApiError('NOT_UNDOABLE');
  return listChangedBy(deps.database.pool, bulkId);
}

/** What none of them could be changed to is refused at once. */
async function refuseUnknown({ database }: ApiDeps, about: NewRecordBulk['about'], wanted: RecordChange) {
  const { pool } = database;
  const { managerId, ownerId, statusId, reason = '' } = wanted;
  for (const [path, id] of Object.entries({ managerId, ownerId }))
    if (id && !(await isActive(pool, id))) throw new ApiError('UNKNOWN_EMPLOYEE', [{ path }]);
  if (statusId === undefined || about === 'contacts') return;
  const kind = about === 'leads' ? 'lead' : 'order';
  const parts = { statusId, sourceId: null, ownerId: null, contactId: null, reason };
  const known = await knownParts(pool, kind, parts, null);
  if (isRefused(known)) throw notTaken(known);
  if (known.meaning === 'converted') throw notTaken('CONVERSION_NEEDED');
}
