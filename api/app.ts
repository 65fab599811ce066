import { randomUUID } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Attempts } from './access/attempts.ts';
import { compressed } from './http/compressed.ts';
import { answerInTime } from './http/deadline.ts';
import { canonicalHost, isUpload, ownOriginOnly, securityHeaders } from './http/guards.ts';
import { methodsOf } from './http/methods.ts';
import { addressOf, identify } from './access/sign.ts';
import { isConnectionLost, isDatabaseAway } from '#db/connection/away.ts';
import { noteCutOff } from './http/again.ts';
import type { ApiDeps, ApiEnv } from './http/deps.ts';
import { ApiError, errorResponse } from './errors/error.ts';
import { StoreAway } from '#platform/store/errors.ts';
import { mount } from './mount.ts';
import { describeApi } from './reference/routes.ts';

/** A person writes 2000 characters; the largest thing sent here by a browser, but for files, is a list of employees. */
const BODY_MAX = 256 * 1024;

/** The whole API. `scripts` are the hashes of the desk's inline scripts, for the content security policy. */
export function createApp(deps: ApiDeps, attempts: Attempts, scripts: string[] = []) {
  const app = new Hono<ApiEnv>();
  app.onError((error, c) => {
    if (error instanceof ApiError) {
      for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
      return errorResponse(c, error.code, error.details);
    }
    // Hono's own: a body that is no JSON, a malformed parameter.
    if (error instanceof HTTPException && error.status < 500)
      return errorResponse(c, error.status === 413 ? 'TOO_LARGE' : 'BAD_REQUEST');
    deps.space.note(error);
    if (isConnectionLost(error)) noteCutOff(c.req.raw);
    if (isDatabaseAway(error)) return errorResponse(c, 'DATABASE_UNAVAILABLE');
    if (error instanceof StoreAway) return errorResponse(c, 'FILES_UNAVAILABLE');
    deps.log.error({ error, request: c.get('requestId'), path: c.req.routePath }, 'a request failed');
    return errorResponse(c, 'INTERNAL', { request: c.get('requestId') });
  });
  const methods = methodsOf(app);
  app.notFound((c) => {
    const others = methods(c.req.path);
    if (others.length === 0 || others.includes(c.req.method)) return errorResponse(c, 'NOT_FOUND');
    c.header('allow', others.join(', '));
    return errorResponse(c, 'METHOD_NOT_ALLOWED');
  });
  app.use(securityHeaders(deps, scripts), canonicalHost(deps), async (c, next) => {
    c.set('requestId', randomUUID());
    c.set('address', addressOf(c, deps.trustedProxies));
    c.header('x-request-id', c.get('requestId'));
    await next();
  });
  app.use(answerInTime());
  app.use('/api/*', compressed(), ownOriginOnly(deps), limitBody, identify(deps));
  const served = mount(app, deps, attempts);
  describeApi(app, deps);
  return served;
}

const limitJson = bodyLimit({
  maxSize: BODY_MAX,
  onError: () => {
    throw new ApiError('TOO_LARGE');
  },
});

/** A file is measured where it is read. */
const limitBody: MiddlewareHandler = (c, next) => (isUpload(c.req) ? next() : limitJson(c, next));

/** What the desk's typed client is made from. */
export type AppType = ReturnType<typeof createApp>;
