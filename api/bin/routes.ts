import { type Context, Hono } from 'hono';
import { deleteFinished, restore } from '#db/bin/change.ts';
import { findDeleted } from '#db/bin/find.ts';
import { listDeleted, NAMED_MAX } from '#db/bin/read.ts';
import type { ChatRow } from '#db/chats/row.ts';
import { allow, me } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { toChat } from '../chats/schema.ts';
import { wholeChat } from '../chats/whole.ts';
import { askChat } from '../engine/ask.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asList } from '../http/fields.ts';
import { inTime } from '../search/too-long.ts';
import { operations } from './operations.ts';
import { binQuery } from './schema.ts';

/** Chats go into the bin, and out of it. */
export const deletion = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .delete('/:number', allow('chat_admin', deps), describe(operations.remove), async (c) =>
      c.json(toChat(await remove(deps, c, await wholeChat(deps, c.get('chat'))))),
    )
    .post('/:number/restoration', allow('chat_admin', deps), describe(operations.restore), async (c) =>
      c.json(await putBack(deps, c)),
    );

/** What is in the bin. */
export const bin = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get('/', allow('admin', deps), describe(operations.list), check('query', binQuery), async (c) => {
    const { q, ...query } = c.req.valid('query');
    const { pool } = deps.database;
    const ids = await inTime(findDeleted(pool, q, NAMED_MAX));
    const { rows, total } = await listDeleted(pool, { ...query, ids });
    return c.json({ ...asList(rows.map(toChat), total, query), days: deps.binDays });
  });

/** Its workflow ends first where it is open; what ended by itself in that moment is deleted as it is. */
async function remove(deps: ApiDeps, c: Context<ApiEnv>, chat: ChatRow): Promise<ChatRow> {
  if (chat.deleted) return chat;
  const by = me(c).employee.id;
  if (chat.status === 'finished') {
    const said = await deleteFinished(deps.database.pool, chat, by);
    deps.notifier.notify('change');
    if (said === 'deleted') await note(deps, c, 'chat_deleted', { chat: chat.number });
    const now = await wholeChat(deps, chat);
    return said === 'open' ? remove(deps, c, now) : now;
  }
  const asked = { kind: 'delete_chat', chatId: chat.id, by, at: Date.now() } as const;
  const deleted = await askChat(deps, chat, asked).catch(async (error: unknown) => {
    if (error instanceof ApiError && error.code === 'CHAT_FINISHED') return null;
    throw error;
  });
  if (deleted) await note(deps, c, 'chat_deleted', { chat: chat.number });
  return deleted ?? remove(deps, c, await wholeChat(deps, chat));
}

async function putBack(deps: ApiDeps, c: Context<ApiEnv>) {
  const { number } = c.get('chat');
  const said = await restore(deps.database.pool, c.get('chat'), me(c).employee.id);
  if (said === 'not_deleted') throw new ApiError('NOT_DELETED');
  deps.notifier.notify('change');
  deps.notifier.notify('inbox');
  await note(deps, c, 'chat_restored', { chat: number });
  return toChat(await wholeChat(deps, c.get('chat')));
}
