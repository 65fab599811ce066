import { Hono } from 'hono';
import { listGolden } from '#db/golden/read.ts';
import { deleteGolden } from '#db/golden/write.ts';
import { audit } from '#db/people/audit.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { pin } from './pin.ts';
import { asWholeList, listOf } from '../http/fields.ts';
import { goldenItem, goldenPath, goldenPin, goldenQuery, toGolden } from './schema.ts';

/** Past chats as examples of what is to happen: settings that make something else of them are not published unseen. */
export const goldenChats = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('auditor', deps),
      describe({
        tag: 'Golden chats',
        summary: 'Pinned chats',
        answers: { 200: listOf(goldenItem) },
      }),
      check('query', goldenQuery),
      async (c) => {
        const rows = await listGolden(deps.database.pool, c.req.valid('query').pageId ?? null);
        return c.json(asWholeList(rows.map(toGolden)));
      },
    )
    .post(
      '/',
      allow('admin', deps),
      describe({
        tag: 'Golden chats',
        summary: 'Pin a chat',
        description:
          'What it was told and asked is kept as it is now, without numbers, addresses and texts but for the first words. What comes of it by the settings in force is expected from now on.',
        answers: { 201: goldenItem },
        errors: ['CHAT_NOT_FOUND', 'CHAT_NOT_WHOLE', 'ALREADY_EXISTS', 'TOO_MANY_GOLDEN'],
      }),
      inLine('golden'),
      check('json', goldenPin),
      async (c) => {
        const by = me(c).employee.id;
        const golden = await pin(deps.database.pool, { ...c.req.valid('json'), by });
        await audit(deps.database.pool, {
          kind: 'golden_chat_pinned',
          employeeId: by,
          address: c.get('address'),
          detail: { chat: golden.chatNumber, page: golden.page.id },
        });
        return c.json(toGolden(golden), 201);
      },
    )
    .delete(
      '/:id',
      allow('admin', deps),
      describe({
        tag: 'Golden chats',
        summary: 'Unpin a chat',
        answers: { 204: null },
        errors: ['NOT_FOUND'],
      }),
      check('param', goldenPath),
      async (c) => {
        const gone = await deleteGolden(deps.database.pool, c.req.valid('param').id);
        if (!gone) throw new ApiError('NOT_FOUND');
        await audit(deps.database.pool, {
          kind: 'golden_chat_unpinned',
          employeeId: me(c).employee.id,
          address: c.get('address'),
          detail: { chat: gone.chatNumber, page: gone.pageId },
        });
        return c.body(null, 204);
      },
    );
