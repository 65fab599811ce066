import { rm } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { findChatPlace } from '#db/chats/read.ts';
import { cancelExport, insertExport } from '#db/exports/ask.ts';
import { type ExportRow, findExport, listExports } from '#db/exports/read.ts';
import { exportFile } from '#platform/export-files.ts';
import { allow, demand, me, viewerOf } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { download } from './download.ts';
import { toExportFilter } from './filter.ts';
import { operations } from './operations.ts';
import { exportPath, newExport, toExport } from './schema.ts';

/** Files made out of what somebody filtered, each for them alone and for a day. */
export const exports = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .post('/', allow('signed_in', deps), describe(operations.ask), check('json', newExport), async (c) =>
      c.json({ id: await ask(deps, c, c.req.valid('json')) }, 202),
    )
    .get('/', allow('signed_in', deps), describe(operations.list), async (c) =>
      c.json(asWholeList((await listExports(deps.database.pool, me(c).employee.id)).map(toExport))),
    )
    .get('/:id', allow('signed_in', deps), describe(operations.one), check('param', exportPath), async (c) =>
      c.json(toExport(await find(deps, c, c.req.valid('param').id))),
    )
    .get(
      '/:id/file',
      allow('signed_in', deps),
      describe(operations.download),
      inLine('download'),
      check('param', exportPath),
      async (c) => download(deps, c, await find(deps, c, c.req.valid('param').id)),
    )
    .delete('/:id', allow('signed_in', deps), describe(operations.cancel), check('param', exportPath), async (c) => {
      await cancel(deps, c, c.req.valid('param').id);
      return c.body(null, 204);
    });

async function ask(deps: ApiDeps, c: Context<ApiEnv>, asked: z.infer<typeof newExport>) {
  const signed = me(c);
  if (asked.kind === 'transcript') await seeChat(deps, c, asked.number);
  else if (asked.kind === 'pages') await demand('admin', deps, signed);
  else if (asked.kind !== 'chats') await demand('crm_reader', deps, signed);
  const id = await insertExport(deps.database.pool, {
    employeeId: signed.employee.id,
    format: asked.format,
    language: signed.employee.language,
    timeZone: asked.timeZone,
    chatNumber: asked.kind === 'transcript' ? asked.number : null,
    address: c.get('address'),
    // Of contacts, leads and orders everybody sees all.
    seesAll: ['chats', 'transcript', 'pages'].includes(asked.kind) && viewerOf(signed) === null,
    ...toExportFilter(asked, signed),
  });
  if (id === null) throw new ApiError('TOO_MANY_EXPORTS');
  deps.notifier.notify('exports');
  return id;
}

async function seeChat({ database }: ApiDeps, c: Context<ApiEnv>, number: number): Promise<void> {
  if (!(await findChatPlace(database.pool, number, viewerOf(me(c))))) throw new ApiError('NOT_FOUND');
}

/** Theirs, and nothing that they may not see any more: who saw every page and does not now gets no file of all. */
async function find(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<ExportRow> {
  const row = await findExport(deps.database.pool, id, me(c).employee.id);
  if (!row || (row.seesAll && viewerOf(me(c)) !== null)) throw new ApiError('NOT_FOUND');
  if (row.chatNumber !== null) await seeChat(deps, c, row.chatNumber);
  return row;
}

async function cancel({ database, dataDir }: ApiDeps, c: Context<ApiEnv>, id: string): Promise<void> {
  const format = await cancelExport(database.pool, id, me(c).employee.id);
  if (format === null) throw new ApiError('NOT_FOUND');
  await rm(exportFile(dataDir, id, format), { force: true });
}
