import { tokenError } from '../graph/error.ts';
import type { GraphApp } from '../graph/graph.ts';
import { readParams, type GraphContext, type Params } from '../graph/request.ts';
import { type App, bearerOf } from '../graph/token.ts';
import type { World } from '../world.ts';
import { accessToken } from './access-token.ts';
import { listAccounts, listBusinesses, listPagesOf, listPermissions } from './accounts.ts';
import { type ApplicationNeeds, refuseOther, subscribeApp, subscriptionsOfApp } from './application.ts';
import type { Grant } from './grants.ts';

export type LoginNeeds = ApplicationNeeds & { world: World; app: App };

/** What logging in is about: tokens for codes, what a person gave, the pages and businesses they have. */
export function addLogin(graph: GraphApp, prefix: string, needs: LoginNeeds): void {
  const { world, app } = needs;
  graph.on(['GET', 'POST'], `${prefix}/oauth/access_token`, (c) => accessToken(c, app));
  graph.get(`${prefix}/me/accounts`, async (c) => {
    const { grant, params } = await granted(c, needs);
    return c.json(listAccounts(world, grant, params));
  });
  graph.get(`${prefix}/me/permissions`, async (c) => c.json(listPermissions((await granted(c, needs)).grant)));
  graph.get(`${prefix}/me/businesses`, async (c) => {
    const { grant, params } = await granted(c, needs);
    return c.json(listBusinesses(grant, params));
  });
  for (const kind of ['owned', 'client'] as const) {
    graph.get(`${prefix}/:node/${kind}_pages`, async (c) => {
      const list = listPagesOf({ world, ...(await granted(c, needs)) }, c.req.param('node'), kind);
      if (list === null) throw tokenError(null);
      return c.json(list);
    });
  }
  graph.get(`${prefix}/:node/subscriptions`, async (c) => {
    await asApplication(c, needs);
    return c.json(subscriptionsOfApp(needs));
  });
  graph.post(`${prefix}/:node/subscriptions`, async (c) =>
    c.json(await subscribeApp(needs, await asApplication(c, needs))),
  );
}

/** Meta answers these to people alone. */
async function granted(c: GraphContext, { world, app }: LoginNeeds): Promise<{ grant: Grant; params: Params }> {
  const params = await readParams(c);
  const bearer = bearerOf(world, app, c, params);
  if (bearer.kind !== 'user') throw tokenError(null);
  return { grant: bearer.grant, params };
}

/** And these to the application about itself. */
async function asApplication(c: GraphContext, { world, app }: LoginNeeds): Promise<Params> {
  const params = await readParams(c);
  if (bearerOf(world, app, c, params).kind !== 'app') throw tokenError(null);
  refuseOther(app, c.req.param('node') ?? '');
  return params;
}
