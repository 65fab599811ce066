import { Hono } from 'hono';
import { serialise } from '../wire.ts';
import type { Thread } from '../world.ts';
import {
  authenticateHeader,
  errorBody,
  graphError,
  GraphError,
  tokenError,
  traceId,
  usageHeader,
  wrong,
} from './error.ts';
import { actOn } from './act-on-fault.ts';
import { readConversation, listConversations, readMessage } from './conversations.ts';
import { profileOf } from './profile.ts';
import { readParams, text, type GraphContext, type GraphVariables, type Params } from './request.ts';
import { recordRefused, send, type SendNeeds } from './send.ts';
import { subscribe, subscriptionsOf, unsubscribe } from './subscribed-apps.ts';
import { bearerOf, findBearer, pageOf, tokenOf } from './token.ts';
import { debugToken, listAccounts, listPermissions, meOf } from './tokens.ts';

/** One more than the newest known: the simulated Meta is never stricter than the real one (messenger-platform §9). */
const oldest = 21;
const newest = 28;

/** The Graph API. Answers are written as Meta writes them: escaped, with its headers. */
export function createGraph(needs: SendNeeds & { origin: () => string }) {
  const { world, app, uploads, faults, limits } = needs;
  const graph = new Hono<{ Bindings: GraphContext['env']; Variables: GraphVariables }>();

  graph.use('*', async (c, next) => {
    c.set('version', versionOf(c.req.path));
    await next();
    if (!(c.res.headers.get('content-type') ?? '').includes('application/json')) return;
    const headers = new Headers(c.res.headers);
    headers.set('content-type', 'application/json; charset=UTF-8');
    c.res = new Response(serialise(await c.res.json()), { status: c.res.status, headers });
    decorate(c);
  });

  graph.onError((error, c) => {
    if (!(error instanceof GraphError)) throw error;
    c.header('WWW-Authenticate', authenticateHeader(error.fault));
    const usage = usageHeader(error.fault, c.get('page') ?? 'business');
    if (usage !== null) c.header('X-Business-Use-Case-Usage', usage);
    return c.json(errorBody(error.fault), error.fault.status as 400);
  });

  /** Reads the parameters, finds the caller, and passes both on. */
  function pageCall(
    run: (c: GraphContext, page: ReturnType<typeof pageOf>, params: Params) => Promise<Response> | Response,
  ) {
    return async (c: GraphContext) => {
      const params = await readParams(c);
      const page = pageOf(bearerOf(world, app, c, params), c.req.param('node') ?? 'me');
      c.set('page', page.id);
      return run(c, page, params);
    };
  }

  /** A send whose token is refused stands in the ledger too: it was tried. */
  async function sendCall(c: GraphContext): Promise<Response> {
    const params = await readParams(c);
    try {
      const page = pageOf(bearerOf(world, app, c, params), c.req.param('node') ?? 'me');
      c.set('page', page.id);
      return await send(c, needs, page, params);
    } catch (error) {
      if (error instanceof GraphError && c.get('page') === undefined)
        recordRefused(needs, nodeOf(c, params), params, error);
      throw error;
    }
  }

  function nodeOf(c: GraphContext, params: Params): string {
    const bearer = findBearer(world, app, tokenOf(c, params));
    return bearer?.kind === 'page' ? bearer.page.id : (c.req.param('node') ?? 'me');
  }

  for (const prefix of ['/:version{v[0-9]+\\.[0-9]+}', '']) {
    graph.post(`${prefix}/:node/messages`, sendCall);
    graph.post(
      `${prefix}/:node/message_attachments`,
      pageCall(async (c, page, { values, file }) => {
        const upload = await uploads.fromMessage(page.id, values['message'], file);
        return c.json({ attachment_id: upload.id });
      }),
    );
    graph.get(
      `${prefix}/:node/subscribed_apps`,
      pageCall((c, page) => c.json(subscriptionsOf(page, app))),
    );
    graph.post(
      `${prefix}/:node/subscribed_apps`,
      pageCall((c, page, params) => c.json(subscribe(page, params))),
    );
    graph.delete(
      `${prefix}/:node/subscribed_apps`,
      pageCall((c, page) => c.json(unsubscribe(page))),
    );
    graph.get(
      `${prefix}/:node/conversations`,
      pageCall(async (c, page, params) => {
        const fault = faults.take('conversations', page.id, text(params.values['user_id']) ?? null);
        const answer = fault && (await actOn(c, fault));
        if (answer) return answer;
        limits.countConversations(page.id);
        return c.json(listConversations(world, page, params, `${needs.origin()}/${c.get('version')}`));
      }),
    );
    graph.get(`${prefix}/debug_token`, async (c) => {
      const params = await readParams(c);
      bearerOf(world, app, c, params);
      return c.json(debugToken(world, app, text(params.values['input_token']) ?? ''));
    });
    graph.get(`${prefix}/me/accounts`, async (c) => {
      const params = await readParams(c);
      if (bearerOf(world, app, c, params).kind !== 'user') throw tokenError(null);
      return c.json(listAccounts(world, params));
    });
    graph.get(`${prefix}/me/permissions`, async (c) => {
      bearerOf(world, app, c, await readParams(c));
      return c.json(listPermissions());
    });
    graph.get(`${prefix}/:node`, readNode);
  }
  graph.all('*', (c) => {
    throw graphError(400, 2500, `Unknown path components: ${c.req.path}`);
  });

  async function readNode(c: GraphContext): Promise<Response> {
    const params = await readParams(c);
    const bearer = bearerOf(world, app, c, params);
    const node = c.req.param('node') ?? 'me';
    if (node === 'me' || world.pages.has(node)) return c.json(meOf(bearer, app, node, params));
    const page = pageOf(bearer, 'me');
    const person = world.threadOfPsid.get(node);
    if (person) return readProfile(c, page, person, params);
    const thread = world.threads.get(node) ?? world.threadOfMid.get(node);
    if (!thread || thread.page !== page.id) throw unsupported(node);
    const fault = faults.take('conversations', page.id, thread.psid);
    const answer = fault && (await actOn(c, fault));
    if (answer) return answer;
    limits.countConversations(page.id);
    if (thread.id === node) return c.json(readConversation(world, thread, params));
    return c.json(readMessage(world, thread, node, params));
  }

  async function readProfile(
    c: GraphContext,
    page: ReturnType<typeof pageOf>,
    person: Thread,
    params: Params,
  ): Promise<Response> {
    const fault = faults.take('profile', page.id, person.psid);
    const answer = fault && (await actOn(c, fault));
    if (answer) return answer;
    return c.json(profileOf(world, page, person, params, `${needs.origin()}/cdn/faces/${person.psid}.png`));
  }

  return graph;
}

function unsupported(node: string): GraphError {
  const message = `Unsupported get request. Object with ID '${node}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`;
  return new GraphError({ status: 400, code: 100, subcode: 33, type: 'GraphMethodException', message });
}

/** An old version is served by the oldest that still lives; one that is not out yet does not exist. */
function versionOf(path: string): string {
  const major = /^\/v(\d+)\.\d+(\/|$)/.exec(path)?.[1];
  if (major === undefined) return `v${oldest}.0`;
  if (Number(major) > newest) throw wrong(`Unknown path components: ${path}`);
  return `v${Math.max(oldest, Number(major))}.0`;
}

function decorate(c: GraphContext): void {
  c.header('facebook-api-version', c.get('version'));
  c.header('x-fb-trace-id', traceId());
  c.header('x-fb-request-id', traceId());
  c.header('x-fb-rev', '1030000000');
  c.header('Cache-Control', 'private, no-cache, no-store, must-revalidate');
  c.header('X-App-Usage', '{"call_count":1,"total_time":1,"total_cputime":1}');
}
