import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { audit } from '#db/people/audit.ts';
import { countOpenChats, findVersion, listAllVersions, listVersions, type Slice } from '#db/settings/versions.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { cursorQuery, pageByNumber, readNumber } from '../http/cursor.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asList, moments, numberText, pageQuery, walkOf } from '../http/fields.ts';
import {
  historyItem,
  publication,
  publishedAnswer,
  settingsAnswer,
  toEffective,
  toHistoryItem,
  toVersion,
  toVersionWithOwn,
  toWaking,
  versionAnswer,
  versionItem,
} from './schema.ts';
import { publish } from './publish.ts';
import { hoursNow, scopeOf } from './scope.ts';

const walkQuery = pageQuery.extend(cursorQuery.shape);

/** The settings of a scope, by versions: the installation's, or, mounted under a page, that page's. */
export const settings = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('auditor', deps),
      describe({
        tag: 'Settings',
        summary: 'Settings in force',
        answers: { 200: settingsAnswer },
      }),
      async (c) => c.json(await inForce(deps, c)),
    )
    .post(
      '/',
      allow('admin', deps),
      describe({
        tag: 'Settings',
        summary: 'Publish a version',
        description:
          'Laid over what the scope set before; `null` takes an override away, and as `workingHours` means always open. Open chats hear of it within moments. Golden chats of which something else would come refuse it, unless accepted.',
        answers: { 201: publishedAnswer },
        errors: [
          'NOT_FOUND',
          'SETTINGS_CHANGED',
          'INVALID_SETTINGS',
          'NOTHING_CHANGES',
          'GOLDEN_DIFFERS',
          'DRAFT_CHANGED',
        ],
      }),
      inLine('golden'),
      check('json', publication),
      async (c) => {
        const { pageId } = await scopeOf(deps, c);
        const by = me(c).employee;
        const { version } = await publish(deps, { pageId, by, ...c.req.valid('json') });
        await audit(deps.database.pool, {
          kind: 'settings_published',
          employeeId: by.id,
          address: c.get('address'),
          detail: { page: pageId, version },
        });
        return c.json({ version, chats: { open: await countOpenChats(deps.database.pool, pageId) } }, 201);
      },
    )
    .get(
      '/versions',
      allow('auditor', deps),
      describe({
        tag: 'Settings',
        summary: 'Published versions, newest first',
        answers: { 200: walkOf(versionItem) },
      }),
      check('query', walkQuery),
      async (c) => {
        const { pageId } = await scopeOf(deps, c);
        const query = c.req.valid('query');
        const found = await listVersions(deps.database.pool, pageId, sliceOf(query));
        const { rows, next } = pageByNumber(found.rows, query.pageSize, ({ version }) => version);
        return c.json({ ...asList(rows.map(toVersion), found.total, query), next });
      },
    )
    .get(
      '/versions/:version',
      allow('auditor', deps),
      describe({
        tag: 'Settings',
        summary: 'One version, and what it set',
        answers: { 200: versionAnswer },
        errors: ['NOT_FOUND'],
      }),
      async (c) => {
        const { pageId } = await scopeOf(deps, c);
        const known = numberText.safeParse(c.req.param('version'));
        const found = known.success ? await findVersion(deps.database.pool, pageId, known.data) : null;
        if (!found) throw new ApiError('NOT_FOUND');
        return c.json(toVersionWithOwn(found));
      },
    );

/** What was published for the installation and for every page. */
export const settingsHistory = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/',
    allow('auditor', deps),
    describe({
      tag: 'Settings',
      summary: 'Versions of all scopes, newest first',
      answers: { 200: walkOf(historyItem) },
    }),
    check('query', walkQuery),
    async (c) => {
      const query = c.req.valid('query');
      const found = await listAllVersions(deps.database.pool, sliceOf(query));
      const { rows, next } = pageByNumber(found.rows, query.pageSize, ({ id }) => id);
      return c.json({ ...asList(rows.map(toHistoryItem), found.total, query), next });
    },
  );

/** One more than is told says whether there is more. */
function sliceOf({ page, pageSize, cursor }: z.infer<typeof walkQuery>): Slice {
  const before = readNumber(cursor);
  return { limit: pageSize + 1, offset: before === null ? (page - 1) * pageSize : 0, before };
}

async function inForce(deps: ApiDeps, c: Context<ApiEnv>) {
  const { pageId, current, versions, own, effective } = await scopeOf(deps, c);
  return {
    version: current?.version ?? 0,
    versions,
    settings: toEffective(effective),
    own,
    hours: hoursNow(effective.workingHours),
    publishedAt: moments(current?.at ?? null),
    publishedBy: current?.author ?? null,
    waking: current && toWaking(current),
    chats: { open: await countOpenChats(deps.database.pool, pageId) },
  };
}
