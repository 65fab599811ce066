import { type Context, Hono } from 'hono';
import { type BulkRow, listRefused } from '#db/bulk/read.ts';
import { listRefusedRecords } from '#db/bulk/records/read.ts';
import { cancelBulk, insertBulk } from '#db/bulk/write.ts';
import { isActive, isEmployee } from '#db/people/colleagues.ts';
import { allow, may, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { chosenChats } from './chosen.ts';
import { findOwn } from './find.ts';
import { operations } from './operations.ts';
import { beginOfRecords } from './records/begin.ts';
import { bulkPath, type ChatBulk, type NewBulk, newBulk, toBulk } from './schema.ts';

/** What is asked of many at once; whether each may be asked is judged one by one, when its turn comes. */
export const bulk = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .post('/', allow('writer', deps), describe(operations.begin), inLine('list'), check('json', newBulk), async (c) =>
      c.json({ id: await begin(deps, c, c.req.valid('json')) }, 202),
    )
    .get('/:id', allow('writer', deps), describe(operations.read), check('param', bulkPath), async (c) =>
      c.json(await told(deps, await findOwn(deps, c, c.req.valid('param').id))),
    )
    .delete('/:id', allow('writer', deps), describe(operations.cancel), check('param', bulkPath), async (c) => {
      const { id } = await findOwn(deps, c, c.req.valid('param').id);
      if (await cancelBulk(deps.database.pool, id)) await note(deps, c, 'bulk_cancelled', { bulk: id });
      return c.json(await told(deps, await findOwn(deps, c, id)));
    });

function begin(deps: ApiDeps, c: Context<ApiEnv>, given: NewBulk): Promise<string> {
  return given.about === 'chats' ? beginOfChats(deps, c, given) : beginOfRecords(deps, c, given);
}

async function beginOfChats(deps: ApiDeps, c: Context<ApiEnv>, given: ChatBulk): Promise<string> {
  const { pool } = deps.database;
  const isArranging = given.action === 'delete' || given.action === 'restore';
  if (isArranging && !may(me(c), 'arrange', 'every')) throw new ApiError('NOT_ALLOWED', { because: 'role' });
  // Whoever undoes it may see it.
  if ('bulkId' in given && (await findOwn(deps, c, given.bulkId)).endedAt === null) throw new ApiError('BULK_RUNNING');
  const targetId = given.action === 'assign' ? given.employeeId : null;
  if (targetId !== null && !(await isActive(pool, targetId)))
    throw new ApiError((await isEmployee(pool, targetId)) ? 'EMPLOYEE_INACTIVE' : 'UNKNOWN_EMPLOYEE');
  const { numbers, unknown } = await chosenChats(pool, me(c), given);
  const { action } = given;
  const id = await insertBulk(pool, { action, employeeId: me(c).employee.id, targetId, numbers, unknown });
  await note(deps, c, 'bulk_begun', { bulk: id, action, chats: numbers.length, ...(targetId && { to: targetId }) });
  deps.notifier.notify('bulk');
  return id;
}

async function told({ database }: ApiDeps, row: BulkRow) {
  const list = row.about === 'chats' ? listRefused : listRefusedRecords;
  return toBulk(row, await list(database.pool, row.id));
}
