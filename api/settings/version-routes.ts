import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { listAllVersions, listVersions, type Slice } from '#db/settings/list-versions.ts';
import { findVersion } from '#db/settings/versions.ts';
import { allow } from '../access/allow.ts';
import { ApiError } from '../errors/error.ts';
import { cursorQuery, pageByNumber, readNumber } from '../http/cursor.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asList, numberText, pageQuery } from '../http/fields.ts';
import { operations } from './operations.ts';
import { toHistoryItem, toVersion, toVersionWithOwn } from './answers.ts';
import { scopeOf } from './scope.ts';

const walkQuery = pageQuery.extend(cursorQuery.shape);
type Walk = z.infer<typeof walkQuery>;

/** What was published for a scope. */
export const settingsVersions = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('auditor', deps), describe(operations.listVersions), check('query', walkQuery), async (c) =>
      c.json(await list(deps, c, c.req.valid('query'))),
    )
    .get('/:version', allow('auditor', deps), describe(operations.readVersion), async (c) =>
      c.json(await read(deps, c, c.req.param('version'))),
    );

/** What was published for the installation and for every page. */
export const settingsHistory = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/',
    allow('auditor', deps),
    describe(operations.listHistory),
    check('query', walkQuery),
    async (c) => {
      const query = c.req.valid('query');
      const found = await listAllVersions(deps.database.pool, sliceOf(query));
      const { rows, next } = pageByNumber(found.rows, query.pageSize, ({ id }) => id);
      return c.json({ ...asList(rows.map(toHistoryItem), found.total, query), next });
    },
  );

async function list(deps: ApiDeps, c: Context<ApiEnv>, query: Walk) {
  const { pageId } = await scopeOf(deps, c);
  const found = await listVersions(deps.database.pool, pageId, sliceOf(query));
  const { rows, next } = pageByNumber(found.rows, query.pageSize, ({ version }) => version);
  return { ...asList(rows.map(toVersion), found.total, query), next };
}

async function read(deps: ApiDeps, c: Context<ApiEnv>, version: string) {
  const { pageId } = await scopeOf(deps, c);
  const known = numberText.safeParse(version);
  const found = known.success ? await findVersion(deps.database.pool, pageId, known.data) : null;
  if (!found) throw new ApiError('NOT_FOUND');
  return toVersionWithOwn(found);
}

/** One more than is told says whether there is more. */
function sliceOf({ page, pageSize, cursor }: Walk): Slice {
  const before = readNumber(cursor);
  return { limit: pageSize + 1, offset: before === null ? (page - 1) * pageSize : 0, before };
}
