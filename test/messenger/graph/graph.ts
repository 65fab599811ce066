import { Hono } from 'hono';
import { serialise } from '../wire.ts';
import { pageCall, sendCall } from './calls.ts';
import { authenticateHeader, errorBody, graphError, GraphError, usageHeader } from './error.ts';
import { faulty, type GraphNeeds, readConversations, readNode } from './nodes.ts';
import { readParams, text, type GraphContext, type GraphVariables } from './request.ts';
import { subscribe, subscriptionsOf, unsubscribe } from './subscribed-apps.ts';
import { bearerOf } from './token.ts';
import { addLogin, type LoginNeeds } from '../login/routes.ts';
import { debugToken } from './tokens.ts';
import { decorateUsage } from './usage.ts';
import { decorate, versionOf } from './version.ts';

export type GraphApp = Hono<{ Bindings: GraphContext['env']; Variables: GraphVariables }>;

/** The Graph API. Answers are written as Meta writes them: escaped, with its headers. */
export function createGraph(needs: GraphNeeds & LoginNeeds): GraphApp {
  const graph: GraphApp = new Hono();
  graph.use('*', async (c, next) => {
    c.set('version', versionOf(c.req.path));
    await next();
    if (!(c.res.headers.get('content-type') ?? '').includes('application/json')) return;
    const headers = new Headers(c.res.headers);
    headers.set('content-type', 'application/json; charset=UTF-8');
    c.res = new Response(serialise(await c.res.json()), { status: c.res.status, headers });
    decorate(c);
    decorateUsage(c, needs.switches());
  });
  graph.onError((error, c) => {
    if (!(error instanceof GraphError)) throw error;
    c.header('WWW-Authenticate', authenticateHeader(error.fault));
    const usage = usageHeader(error.fault, c.get('page') ?? 'business');
    if (usage !== null) c.header('X-Business-Use-Case-Usage', usage);
    return c.json(errorBody(error.fault), error.fault.status as 400);
  });
  for (const prefix of ['/:version{v[0-9]+\\.[0-9]+}', '']) {
    addPageCalls(graph, prefix, needs);
    addTokenCalls(graph, prefix, needs);
    addLogin(graph, prefix, needs);
    graph.get(`${prefix}/:node`, (c) => readNode(c, needs));
  }
  graph.all('*', (c) => {
    throw graphError(400, 2500, `Unknown path components: ${c.req.path}`);
  });
  return graph;
}

/** What is asked with a page's token. */
function addPageCalls(graph: GraphApp, prefix: string, needs: GraphNeeds): void {
  const { uploads, app } = needs;
  const subscriptions = `${prefix}/:node/subscribed_apps`;
  graph.post(`${prefix}/:node/messages`, (c) => sendCall(c, needs));
  graph.post(
    `${prefix}/:node/message_attachments`,
    pageCall(needs, async (c, page, { values, file }) => {
      const answer = await faulty(c, needs, 'uploads', page.id, null);
      if (answer) return answer;
      const upload = await uploads.fromMessage(page.id, values['message'], file);
      return c.json({ attachment_id: upload.id });
    }),
  );
  graph.get(
    subscriptions,
    pageCall(needs, (c, page) => c.json(subscriptionsOf(page, app))),
  );
  graph.post(
    subscriptions,
    pageCall(needs, (c, page, params) => c.json(subscribe(page, params))),
  );
  graph.delete(
    subscriptions,
    pageCall(needs, (c, page) => c.json(unsubscribe(page))),
  );
  graph.get(`${prefix}/:node/conversations`, pageCall(needs, readConversations(needs)));
}

/** What is asked about tokens and whom they are of. */
function addTokenCalls(graph: GraphApp, prefix: string, { world, app }: GraphNeeds): void {
  graph.get(`${prefix}/debug_token`, async (c) => {
    const params = await readParams(c);
    bearerOf(world, app, c, params);
    return c.json(debugToken(world, app, text(params.values['input_token']) ?? ''));
  });
}
