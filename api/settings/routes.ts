import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { countOpenChats } from '#db/settings/versions.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { moments } from '../http/fields.ts';
import { operations } from './operations.ts';
import { publish } from './publish.ts';
import { toEffective, toWaking } from './answers.ts';
import { publication } from './schema.ts';
import { hoursNow, scopeOf } from './scope.ts';

/** The settings of a scope: the installation's, or, mounted under a page, that page's. */
export const settings = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('auditor', deps), describe(operations.readInForce), async (c) => c.json(await inForce(deps, c)))
    .post(
      '/',
      allow('admin', deps),
      describe(operations.publish),
      inLine('golden'),
      check('json', publication),
      async (c) => c.json(await publishNoted(deps, c, c.req.valid('json')), 201),
    );

async function publishNoted(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof publication>) {
  const { pageId } = await scopeOf(deps, c);
  const { version } = await publish(deps, { pageId, by: me(c).employee, ...given });
  await note(deps, c, 'settings_published', { page: pageId, version });
  return { version, chats: { open: await countOpenChats(deps.database.pool, pageId) } };
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
