import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { listGolden } from '#db/golden/read.ts';
import { GOLDEN_MAX, pinChat } from '#db/golden/pin.ts';
import { deleteGolden } from '#db/golden/write.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList } from '../http/fields.ts';
import { operations } from './operations.ts';
import { goldenPath, goldenPin, goldenQuery, toGolden } from './schema.ts';

/** Past chats as examples of what is to happen: settings that make something else of them are not published unseen. */
export const goldenChats = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('auditor', deps), describe(operations.list), check('query', goldenQuery), async (c) => {
      const rows = await listGolden(deps.database.pool, c.req.valid('query').pageId ?? null);
      return c.json(asWholeList(rows.map(toGolden)));
    })
    .post('/', allow('admin', deps), describe(operations.pin), inLine('golden'), check('json', goldenPin), async (c) =>
      c.json(await pin(deps, c, c.req.valid('json')), 201),
    )
    .delete('/:id', allow('admin', deps), describe(operations.unpin), check('param', goldenPath), async (c) => {
      await unpin(deps, c, c.req.valid('param').id);
      return c.body(null, 204);
    });

async function pin(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof goldenPin>) {
  const golden = await pinChat(deps.database.pool, { ...given, by: me(c).employee.id });
  if (golden === 'TOO_MANY_GOLDEN') throw new ApiError(golden, { most: GOLDEN_MAX });
  if (typeof golden === 'string') throw new ApiError(golden);
  await note(deps, c, 'golden_chat_pinned', { chat: golden.chatNumber, page: golden.page.id });
  return toGolden(golden);
}

async function unpin(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<void> {
  const gone = await deleteGolden(deps.database.pool, id);
  if (!gone) throw new ApiError('NOT_FOUND');
  await note(deps, c, 'golden_chat_unpinned', { chat: gone.chatNumber, page: gone.pageId });
}
