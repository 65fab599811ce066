import { GraphError } from './error.ts';
import { readParams, type GraphContext, type Params } from './request.ts';
import { recordRefused, send, type SendNeeds } from './send.ts';
import { bearerOf, findBearer, pageOf, tokenOf } from './token.ts';

export type PageCall = (
  c: GraphContext,
  page: ReturnType<typeof pageOf>,
  params: Params,
) => Promise<Response> | Response;

/** Reads the parameters, finds the caller, and passes both on. */
export function pageCall({ world, app }: SendNeeds, run: PageCall) {
  return async (c: GraphContext) => {
    const params = await readParams(c);
    const page = pageOf(bearerOf(world, app, c, params), c.req.param('node') ?? 'me');
    c.set('page', page.id);
    return run(c, page, params);
  };
}

/** A send whose token is refused stands in the ledger too: it was tried. */
export async function sendCall(c: GraphContext, needs: SendNeeds): Promise<Response> {
  const { world, app } = needs;
  const params = await readParams(c);
  try {
    const page = pageOf(bearerOf(world, app, c, params), c.req.param('node') ?? 'me');
    c.set('page', page.id);
    return await send(c, needs, page, params);
  } catch (error) {
    if (error instanceof GraphError && c.get('page') === undefined)
      recordRefused(needs, nodeOf(c, needs, params), params, error);
    throw error;
  }
}

function nodeOf(c: GraphContext, { world, app }: SendNeeds, params: Params): string {
  const bearer = findBearer(world, app, tokenOf(c, params));
  return bearer?.kind === 'page' ? bearer.page.id : (c.req.param('node') ?? 'me');
}
