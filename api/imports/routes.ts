import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { putObject } from '#db/files/objects.ts';
import { countRows } from '#db/imports/counts.ts';
import { listRows } from '#db/imports/list-rows.ts';
import { findImport, listImports } from '#db/imports/read.ts';
import { insertImport } from '#db/imports/write.ts';
import { cleanName } from '#workflows/checking/file-name.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import { readBody } from '../files/receive.ts';
import { FILE, uploadHeaders } from '../files/schema.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asList, asWholeList } from '../http/fields.ts';
import { changeImport, chooseFor, removeImport, startImport } from './changing.ts';
import { faultyFile } from './faulty.ts';
import { formatOf } from './format.ts';
import { operations } from './operations.ts';
import {
  importChange,
  importPath,
  type importSchema,
  rowChange,
  rowPath,
  rowQuery,
  toImport,
  toRow,
} from './schema.ts';

/** Tables of contacts: read, checked, brought in, taken back. */
export const imports = (deps: ApiDeps) => new Hono<ApiEnv>().route('/', whole(deps)).route('/', rowsOf(deps));

const whole = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .post(
      '/',
      allow('admin', deps),
      describe(operations.add),
      inLine('upload'),
      check('header', uploadHeaders),
      async (c) => c.json(await add(deps, c, c.req.valid('header')['x-file-name'] ?? ''), 201),
    )
    .get('/', allow('admin', deps), describe(operations.list), async (c) => c.json(asWholeList(await listAll(deps))))
    .get('/:id', allow('admin', deps), describe(operations.one), check('param', importPath), async (c) =>
      c.json(await told(deps, c.req.valid('param').id)),
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe(operations.change),
      check('param', importPath),
      check('json', importChange),
      async (c) => {
        const { id } = c.req.valid('param');
        await changeImport(deps, id, c.req.valid('json'));
        return c.json(await told(deps, id));
      },
    )
    .put('/:id/started', allow('admin', deps), describe(operations.start), check('param', importPath), async (c) => {
      const { id } = c.req.valid('param');
      await startImport(deps, c, id);
      return c.json(await told(deps, id));
    })
    .delete('/:id', allow('admin', deps), describe(operations.remove), check('param', importPath), async (c) => {
      await removeImport(deps, c, c.req.valid('param').id);
      return c.body(null, 204);
    });

const rowsOf = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:id/rows',
      allow('admin', deps),
      describe(operations.rows),
      check('param', importPath),
      check('query', rowQuery),
      async (c) => c.json(await rows(deps, c, c.req.valid('param').id, c.req.valid('query'))),
    )
    .put(
      '/:id/rows/:line',
      allow('admin', deps),
      describe(operations.choose),
      check('param', rowPath),
      check('json', rowChange),
      async (c) => {
        const { id, line } = c.req.valid('param');
        await chooseFor(deps, id, line, c.req.valid('json'));
        return c.json(await told(deps, id));
      },
    )
    .get(
      '/:id/faulty',
      allow('admin', deps),
      describe(operations.faulty),
      inLine('download'),
      check('param', importPath),
      async (c) => faultyFile(deps, c, await known(deps, c.req.valid('param').id)),
    );

async function add(deps: ApiDeps, c: Context<ApiEnv>, called: string): Promise<z.infer<typeof importSchema>> {
  if (c.req.header('content-type') !== FILE) throw new ApiError('UNSUPPORTED_MEDIA_TYPE');
  const content = await readBody(c.req.raw);
  const format = formatOf(content);
  if (format === null) throw new ApiError('NOT_A_TABLE');
  const { pool } = deps.database;
  const size = content.length;
  const id = await insertImport(pool, {
    employeeId: me(c).employee.id,
    name: cleanName(called),
    format,
    size,
    sha256: createHash('sha256').update(content).digest('hex'),
    objectKey: await putObject(pool, deps.store, Readable.from([content]), size),
    layout: { encoding: null, delimiter: null, sheet: null, sheets: [], heads: [], columns: [] },
  });
  await note(deps, c, 'import_added', { import: id, size });
  deps.notifier.notify('imports');
  return told(deps, id);
}

async function known({ database }: ApiDeps, id: string) {
  const found = await findImport(database.pool, id);
  if (!found) throw new ApiError('NOT_FOUND');
  return found;
}

async function told(deps: ApiDeps, id: string) {
  return toImport(await known(deps, id), await countRows(deps.database.pool, id));
}

async function listAll({ database }: ApiDeps) {
  const found = await listImports(database.pool);
  return Promise.all(found.map(async (row) => toImport(row, await countRows(database.pool, row.id))));
}

async function rows(deps: ApiDeps, c: Context<ApiEnv>, id: string, query: z.infer<typeof rowQuery>) {
  await known(deps, id);
  const { page, pageSize, show } = query;
  const asked = { show, limit: pageSize, offset: (page - 1) * pageSize };
  const found = await listRows(deps.database.pool, id, asked);
  return asList(
    found.rows.map((row) => toRow(row, me(c).employee.language)),
    found.total,
    query,
  );
}
