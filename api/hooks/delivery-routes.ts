import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { postHook } from '#activities/hooks/post.ts';
import { listDeliveries, sendAgain } from '#db/hooks/deliveries.ts';
import { findWebhook, webhookPlace } from '#db/hooks/keep.ts';
import { listSecrets } from '#db/hooks/secrets.ts';
import { allow } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asList, pageQuery } from '../http/fields.ts';
import { operations } from './operations.ts';
import { sampleOf } from './samples.ts';
import { deliveryPath, toDelivery, webhookPath } from './schema.ts';

/** What each of them was told. */
export const hookDeliveries = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:id/deliveries',
      allow('admin', deps),
      describe(operations.deliveries),
      check('param', webhookPath),
      check('query', pageQuery),
      async (c) => {
        const { id } = c.req.valid('param');
        const query = c.req.valid('query');
        if (!(await findWebhook(deps.database.pool, id))) throw new ApiError('NOT_FOUND');
        const slice = { limit: query.pageSize, offset: (query.page - 1) * query.pageSize };
        const { rows, total } = await listDeliveries(deps.database.pool, id, slice);
        return c.json(asList(rows.map(toDelivery), total, query));
      },
    )
    .post(
      '/:id/deliveries/:deliveryId/attempts',
      allow('admin', deps),
      describe(operations.again),
      check('param', deliveryPath),
      async (c) => {
        const { id, deliveryId } = c.req.valid('param');
        if (!(await sendAgain(deps.database.pool, id, deliveryId))) throw new ApiError('NOT_FOUND');
        await note(deps, c, 'webhook_sent_again', { webhook: id, delivery: deliveryId });
        deps.notifier.notify('outgoing');
        return c.json({}, 202);
      },
    )
    .post('/:id/trial', allow('admin', deps), describe(operations.trial), check('param', webhookPath), async (c) =>
      c.json(await trial(deps, c.req.valid('param').id)),
    );

/** An answer of ours has to come in time, whatever the receiver does. */
const TRIAL_MS = 3_500;

async function trial(deps: ApiDeps, id: string) {
  const { database, keyring, crmHosts: hosts, publicUrl } = deps;
  const [webhook, secrets] = await Promise.all([findWebhook(database.pool, id), listSecrets(database.pool)]);
  const sealed = secrets.find((one) => one.id === id)?.sealedSecret;
  if (!webhook || sealed === undefined) throw new ApiError('NOT_FOUND');
  const body = sampleOf('chat.started', publicUrl, new Date());
  const message = { id: `msg_${randomUUID().replaceAll('-', '')}`, url: webhook.url, body };
  const secret = keyring.open(sealed, webhookPlace(id));
  const { status, reason, answer } = await postHook({ ...message, secrets: [secret] }, { hosts, wholeMs: TRIAL_MS });
  return { ok: status !== null && status >= 200 && status < 300, status, reason, answer };
}
