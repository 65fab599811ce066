import { randomUUID } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Attempts } from './access/attempts.ts';
import { answerInTime } from './http/deadline.ts';
import { canonicalHost, isUpload, ownOriginOnly, securityHeaders, UPLOAD_PATH } from './http/guards.ts';
import { methodsOf } from './http/methods.ts';
import { addressOf, identify } from './access/sign.ts';
import { isConnectionLost, isDatabaseAway } from '#db/connection/away.ts';
import { noteCutOff } from './http/again.ts';
import type { ApiDeps, ApiEnv } from './http/deps.ts';
import { ApiError, errorResponse } from './errors/error.ts';
import { asking } from './chats/contact-routes.ts';
import { assignments } from './routing/assignment-routes.ts';
import { changes } from './live/routes.ts';
import { chats } from './chats/routes.ts';
import { codec } from './codec/routes.ts';
import { contactLink } from './contacts/link-routes.ts';
import { contacts } from './contacts/routes.ts';
import { employeeEntry } from './session/employee-entry-routes.ts';
import { employees } from './people/employee-routes.ts';
import { files } from './files/routes.ts';
import { goldenChats } from './golden/routes.ts';
import { goldenRun } from './golden/run-routes.ts';
import { health } from './health/routes.ts';
import { leaves } from './presence/leave-routes.ts';
import { me } from './session/me-routes.ts';
import { messages } from './messages/routes.ts';
import { operators } from './chats/operator-routes.ts';
import { presenceOfMe } from './presence/own-routes.ts';
import { pages } from './pages/routes.ts';
import { parkedEvents } from './webhooks/parked-routes.ts';
import { employeePresence, presence, workload } from './presence/routes.ts';
import { describeApi } from './reference/routes.ts';
import { session } from './session/routes.ts';
import { sessions } from './session/list-routes.ts';
import { settingsDraft } from './settings/draft-routes.ts';
import { settingsTrial } from './routing/trial-routes.ts';
import { settings, settingsHistory } from './settings/routes.ts';
import { teams } from './people/team-routes.ts';
import { tokens } from './session/token-routes.ts';
import { troubles } from './troubles/routes.ts';
import { webhooks } from './webhooks/routes.ts';

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
  app.use('/api/*', ownOriginOnly(deps), limitBody, identify(deps));
  return routes(app, deps, attempts);
}

function routes(app: Hono<ApiEnv>, deps: ApiDeps, attempts: Attempts) {
  const typed = app
    .route('/health', health(deps))
    .route('/webhooks', webhooks(deps))
    .route('/api/session', session(deps, attempts))
    .route('/api/sessions', sessions(deps))
    .route('/api/me', me(deps, attempts))
    .route('/api/chats', chats(deps))
    .route('/api/chats', messages(deps))
    .route('/api/chats', operators(deps))
    .route('/api/chats', asking(deps))
    .route('/api/chats', contactLink(deps))
    .route('/api/contacts', contacts(deps))
    .route('/api/chats', assignments(deps))
    .route('/api/changes', changes(deps))
    .route('/api/tokens', tokens(deps))
    .route('/api/employees', employees(deps))
    .route('/api/employees', employeeEntry(deps))
    .route('/api/pages', pages(deps))
    .route('/api/pages/:id/settings', settings(deps))
    .route('/api/pages/:id/settings', settingsDraft(deps))
    .route('/api/pages/:id/settings', settingsTrial(deps))
    .route('/api/pages/:id/settings', goldenRun(deps))
    .route('/api/settings', settings(deps))
    .route('/api/settings', settingsDraft(deps))
    .route('/api/settings', settingsTrial(deps))
    .route('/api/settings', goldenRun(deps))
    .route('/api/golden-chats', goldenChats(deps))
    .route('/api/settings/history', settingsHistory(deps))
    .route(UPLOAD_PATH, files(deps))
    .route('/api/me', presenceOfMe(deps))
    .route('/api/presence', presence(deps))
    .route('/api/operators', workload(deps))
    .route('/api/employees', employeePresence(deps))
    .route('/api/leaves', leaves(deps))
    .route('/api/teams', teams(deps))
    .route('/api/troubles', troubles(deps))
    .route('/api/parked-events', parkedEvents(deps))
    .route('/api/codec', codec(deps));
  describeApi(app, deps);
  return typed;
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
