import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { findReadyReply, listReadyReplies, type ReadyReplyRow } from '#db/ready-replies/read.ts';
import {
  deleteReadyReply,
  insertReadyReply,
  moveReadyReply,
  type NotKept,
  type ReadyReplyContent,
  READY_REPLIES_MAX,
  updateReadyReply,
} from '#db/ready-replies/write.ts';
import { keepReadyReplies } from '#db/ready-replies/keep-all.ts';
import { unknownVariables } from '#workflows/settings/render.ts';
import { allow, may, me, viewerOf } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { operations } from './operations.ts';
import { manyReplies, newPlace, readyReplyContent, readyReplyPath, toReadyReply } from './schema.ts';

/** Texts that operators send again and again: everybody's, which admins keep, and each one's own. */
export const readyReplies = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('signed_in', deps), describe(operations.list), async (c) => {
      const rows = await listReadyReplies(deps.database.pool, me(c).employee.id, viewerOf(me(c)));
      return c.json(asWholeList(rows.map((row) => told(c, row))));
    })
    .post('/', allow('writer', deps), describe(operations.add), check('json', readyReplyContent), async (c) =>
      c.json(await add(deps, c, c.req.valid('json')), 201),
    )
    .put('/', allow('writer', deps), describe(operations.keepAll), check('json', manyReplies), async (c) =>
      c.json(await keepAll(deps, c, c.req.valid('json').items)),
    )
    .put(
      '/:id',
      allow('writer', deps),
      describe(operations.change),
      check('param', readyReplyPath),
      check('json', readyReplyContent),
      async (c) => c.json(await change(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    )
    .put(
      '/:id/place',
      allow('writer', deps),
      describe(operations.move),
      check('param', readyReplyPath),
      check('json', newPlace),
      async (c) => {
        await move(deps, c, c.req.valid('param').id, c.req.valid('json').before);
        return c.body(null, 204);
      },
    )
    .delete('/:id', allow('writer', deps), describe(operations.remove), check('param', readyReplyPath), async (c) => {
      await remove(deps, c, c.req.valid('param').id);
      return c.body(null, 204);
    });

type Given = z.infer<typeof readyReplyContent>;

async function add(deps: ApiDeps, c: Context<ApiEnv>, given: Given) {
  const content = contentOf(c, given);
  const row = await insertReadyReply(deps.database.pool, me(c).employee.id, content);
  if (typeof row === 'string') throw refused(row);
  await noted(deps, c, 'ready_reply_added', row);
  return told(c, row);
}

/** All or none, so that who repairs a file can bring it again as a whole. */
async function keepAll(deps: ApiDeps, c: Context<ApiEnv>, items: Given[]) {
  const seen = new Set<string>();
  const contents = items.map((given, at) => {
    const place = `items.${at}.`;
    const key = `${given.scope} ${given.shortcut}`;
    if (seen.has(key)) throw refused('TAKEN', place);
    seen.add(key);
    return contentOf(c, given, place);
  });
  const kept = await keepReadyReplies(deps.database.pool, me(c).employee.id, contents);
  if ('why' in kept) throw refused(kept.why, `items.${kept.at}.`);
  for (const row of kept.added) await noted(deps, c, 'ready_reply_added', row);
  for (const row of kept.changed) await noted(deps, c, 'ready_reply_changed', row);
  return { added: kept.added.length, changed: kept.changed.length };
}

async function change(deps: ApiDeps, c: Context<ApiEnv>, id: string, given: Given) {
  await find(deps, c, id);
  const content = contentOf(c, given);
  const row = await updateReadyReply(deps.database.pool, id, me(c).employee.id, content);
  if (typeof row === 'string') throw refused(row);
  if (!row) throw new ApiError('NOT_FOUND');
  await noted(deps, c, 'ready_reply_changed', row);
  return told(c, row);
}

async function move(deps: ApiDeps, c: Context<ApiEnv>, id: string, before: string | null): Promise<void> {
  await find(deps, c, id);
  await moveReadyReply(deps.database.pool, id, before);
}

async function remove(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<void> {
  const row = await find(deps, c, id);
  if (!(await deleteReadyReply(deps.database.pool, id))) throw new ApiError('NOT_FOUND');
  await noted(deps, c, 'ready_reply_removed', row);
}

/** One that they may change. Another's own is not there for anybody. */
async function find(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<ReadyReplyRow> {
  const row = await findReadyReply(deps.database.pool, id, me(c).employee.id);
  if (!row) throw new ApiError('NOT_FOUND');
  if (row.ownerId === null) refuseUnlessAdmin(c);
  return row;
}

/** What is to be kept, by whoever may keep it there. */
function contentOf(c: Context<ApiEnv>, given: Given, place = ''): ReadyReplyContent {
  const { scope, shortcut, title, texts, pageIds, fileIds } = given;
  if (scope === 'shared') refuseUnlessAdmin(c);
  const unknown = Object.entries(texts).flatMap(([language, text]) =>
    unknownVariables(text).map((name) => ({ path: `${place}texts.${language}`, name })),
  );
  if (unknown.length > 0) throw new ApiError('UNKNOWN_VARIABLE', unknown);
  return { shortcut, title, texts, pageIds, fileIds, ownerId: scope === 'shared' ? null : me(c).employee.id };
}

function refuseUnlessAdmin(c: Context<ApiEnv>): void {
  if (!may(me(c), 'arrange', 'every')) throw new ApiError('NOT_ALLOWED', { because: 'role' });
}

function refused(why: NotKept, place = ''): ApiError {
  if (why === 'TAKEN') return new ApiError('ALREADY_EXISTS', [{ path: `${place}shortcut` }]);
  if (why === 'TOO_MANY') return new ApiError('TOO_MANY_READY_REPLIES', { most: READY_REPLIES_MAX });
  if (why === 'NO_SUCH_FILE') return new ApiError('UNKNOWN_FILE', [{ path: `${place}fileIds` }]);
  return new ApiError('PAGE_UNKNOWN', [{ path: `${place}pageIds` }]);
}

type Change = 'ready_reply_added' | 'ready_reply_changed' | 'ready_reply_removed';

/** What everybody reads is in the audit; what somebody keeps for themselves is their own affair. */
async function noted(deps: ApiDeps, c: Context<ApiEnv>, kind: Change, row: ReadyReplyRow): Promise<void> {
  if (row.ownerId === null) await note(deps, c, kind, { readyReply: row.id });
}

function told(c: Context<ApiEnv>, row: ReadyReplyRow) {
  return toReadyReply(row, me(c).employee.id, may(me(c), 'see', 'every'));
}
