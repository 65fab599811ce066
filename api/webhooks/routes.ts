import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { step } from '#platform/steps.ts';
import { allow } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { bodyOf } from './body.ts';
import { operations } from './operations.ts';
import { signatureHolds } from './signature.ts';
import { KEEP_MS, takeDelivery } from './take.ts';

/** A thousand events with room to spare. */
const MAX_BYTES = 2_000_000;
const verification = z.object({
  'hub.mode': z.string().optional(),
  'hub.verify_token': z.string().optional(),
  'hub.challenge': z.string().max(200).optional(),
});

/** Where Meta delivers. 200 only after the commit: what could not be stored, Meta brings again. */
export const webhooks = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/messenger', allow('meta', deps), describe(operations.verify), check('query', verification), async (c) => {
      const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = c.req.valid('query');
      const isMeant = mode === 'subscribe' && challenge !== undefined && challenge !== '';
      if (!isMeant || !(await deps.facebookApps.isVerifyToken(token))) throw new ApiError('NOT_ALLOWED');
      return c.text(challenge);
    })
    .post('/messenger', allow('meta', deps), describe(operations.deliver), async (c) => {
      await deliver(deps, c);
      return c.text('EVENT_RECEIVED');
    });

async function deliver(deps: ApiDeps, c: Context<ApiEnv>): Promise<void> {
  if (c.req.header('content-encoding')) throw new ApiError('UNSUPPORTED_MEDIA_TYPE');
  const body = await bodyOf((c.env as HttpBindings).incoming, MAX_BYTES);
  step('body came');
  const signature = c.req.header('x-hub-signature-256');
  if (!(await deps.facebookApps.holds((secrets) => signatureHolds(signature, body, secrets)))) {
    deps.log.warn({ address: c.get('address'), bytes: body.length }, 'a delivery without a good signature was refused');
    throw new ApiError('BAD_SIGNATURE');
  }
  step('signature checked');
  if (deps.deliveries.come()) deps.notifier.notify('throng');
  await inTime(takeDelivery(deps, body));
  step('committed');
  // Meta has its answer before anything begins that it sets off.
  setImmediate(() => deps.notifier.notify('inbox', 'change'));
}

/** What is kept after that all the same is known when Meta brings it again. */
function inTime<T>(keeping: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new ApiError('DATABASE_UNAVAILABLE')), KEEP_MS);
  return Promise.race([keeping, promise]).finally(() => clearTimeout(timer));
}
