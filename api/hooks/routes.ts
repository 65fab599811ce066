import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { isAllowed } from '#activities/files/hosts.ts';
import { newWebhookSecret } from '#activities/hooks/sign.ts';
import {
  addWebhook,
  changeWebhook,
  findWebhook,
  listWebhooks,
  removeWebhook,
  webhookPlace,
  type WebhookRow,
} from '#db/hooks/keep.ts';
import { replaceSecret } from '#db/hooks/secrets.ts';
import { allow } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { operations } from './operations.ts';
import { toWebhook, webhookContent, webhookPath } from './schema.ts';

/** Other systems that are told what happens. */
export const hooks = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('admin', deps), describe(operations.list), async (c) =>
      c.json(asWholeList((await listWebhooks(deps.database.pool)).map(toWebhook))),
    )
    .post('/', allow('admin', deps), describe(operations.add), check('json', webhookContent), async (c) =>
      c.json(await add(deps, c, c.req.valid('json')), 201),
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe(operations.change),
      check('param', webhookPath),
      check('json', webhookContent),
      async (c) => c.json(toWebhook(await change(deps, c, c.req.valid('param').id, c.req.valid('json')))),
    )
    .post('/:id/secret', allow('admin', deps), describe(operations.secret), check('param', webhookPath), async (c) =>
      c.json({ secret: await renew(deps, c, c.req.valid('param').id) }),
    )
    .delete('/:id', allow('admin', deps), describe(operations.remove), check('param', webhookPath), async (c) => {
      await remove(deps, c, c.req.valid('param').id);
      return c.body(null, 204);
    });

type Content = z.infer<typeof webhookContent>;

/** Of those it is of two times is once. */
const whole = (given: Content): Content => ({ ...given, kinds: [...new Set(given.kinds)] });

async function add(deps: ApiDeps, c: Context<ApiEnv>, given: Content) {
  checkAddress(deps, given.url);
  const id = randomUUID();
  const secret = newWebhookSecret();
  const { pool } = deps.database;
  if (!(await addWebhook(pool, id, whole(given), deps.keyring.seal(secret, webhookPlace(id)))))
    throw new ApiError('TOO_MANY_WEBHOOKS');
  await note(deps, c, 'webhook_added', { webhook: id, withPersonal: given.withPersonal });
  return { ...toWebhook(await found(deps, id)), secret };
}

async function change(deps: ApiDeps, c: Context<ApiEnv>, id: string, given: Content): Promise<WebhookRow> {
  const before = await found(deps, id);
  // What was named once, and is so no more, may be switched off all the same.
  if (given.isOn || given.url !== before.url) checkAddress(deps, given.url);
  if (!(await changeWebhook(deps.database.pool, id, whole(given)))) throw new ApiError('NOT_FOUND');
  const after = await found(deps, id);
  const fields = ['name', 'url', 'isOn', 'kinds', 'pageIds', 'teamIds', 'withPersonal'] as const;
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  if (changed.length > 0) await note(deps, c, 'webhook_changed', { webhook: id, changed });
  deps.notifier.notify('outgoing');
  return after;
}

async function renew(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<string> {
  const secret = newWebhookSecret();
  const sealed = deps.keyring.seal(secret, webhookPlace(id));
  if (!(await replaceSecret(deps.database.pool, id, sealed))) throw new ApiError('NOT_FOUND');
  await note(deps, c, 'webhook_changed', { webhook: id, changed: ['secret'] });
  return secret;
}

async function remove(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<void> {
  if (!(await removeWebhook(deps.database.pool, id))) throw new ApiError('NOT_FOUND');
  await note(deps, c, 'webhook_removed', { webhook: id });
}

async function found({ database }: ApiDeps, id: string): Promise<WebhookRow> {
  const row = await findWebhook(database.pool, id);
  if (!row) throw new ApiError('NOT_FOUND');
  return row;
}

function checkAddress({ crmHosts }: ApiDeps, url: string): void {
  if (!URL.canParse(url) || !isAllowed(new URL(url), crmHosts)) throw new ApiError('WEBHOOK_ADDRESS');
}
