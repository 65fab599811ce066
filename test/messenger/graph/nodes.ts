import { actOn } from './act-on-fault.ts';
import { listConversations, readConversation, readMessage } from './conversations.ts';
import { GraphError } from './error.ts';
import type { FaultyCall } from '../faults.ts';
import { applicationOf, refuseOther } from '../login/application.ts';
import { profileOf } from './profile.ts';
import { readParams, text, type GraphContext } from './request.ts';
import type { SendNeeds } from './send.ts';
import { bearerOf, pageOf } from './token.ts';
import { meOf } from './tokens.ts';
import type { PageCall } from './calls.ts';

export type GraphNeeds = SendNeeds & { origin: () => string };

/** `GET /{page}/conversations`. */
export const readConversations =
  (needs: GraphNeeds): PageCall =>
  async (c, page, params) => {
    const answer = await faulty(c, needs, 'conversations', page.id, text(params.values['user_id']) ?? null);
    if (answer) return answer;
    needs.limits.countConversations(page.id);
    return c.json(listConversations(needs.world, page, params, `${needs.origin()}/${c.get('version')}`));
  };

/** `GET /{node}`: the page itself, a person, a conversation, or a message. */
export async function readNode(c: GraphContext, needs: GraphNeeds): Promise<Response> {
  const { world, app, limits } = needs;
  const params = await readParams(c);
  const bearer = bearerOf(world, app, c, params);
  const node = c.req.param('node') ?? 'me';
  if (bearer.kind === 'app') {
    refuseOther(app, node);
    return c.json(applicationOf(app));
  }
  if (node === 'me' || world.pages.has(node)) {
    const me = bearer.kind === 'page' ? bearer.page.id : '';
    return (await faulty(c, needs, 'me', me, null)) ?? c.json(meOf(world, bearer, node, params));
  }
  const page = pageOf(bearer, 'me');
  const person = world.threadOfPsid.get(node);
  if (person) {
    const face = `${needs.origin()}/cdn/faces/${person.psid}.png`;
    const answer = await faulty(c, needs, 'profile', page.id, person.psid);
    return answer ?? c.json(profileOf(world, page, person, params, face));
  }
  const thread = world.threads.get(node) ?? world.threadOfMid.get(node);
  if (!thread || thread.page !== page.id) throw unsupported(node);
  const answer = await faulty(c, needs, 'conversations', page.id, thread.psid);
  if (answer) return answer;
  limits.countConversations(page.id);
  return c.json(
    thread.id === node ? readConversation(world, thread, params) : readMessage(world, thread, node, params),
  );
}

/** What a fault that was set for such calls answers; null: go on. */
export async function faulty(
  c: GraphContext,
  { faults }: GraphNeeds,
  on: FaultyCall,
  page: string,
  psid: string | null,
): Promise<Response | null> {
  const fault = faults.take(on, page, psid);
  return fault && actOn(c, fault);
}

function unsupported(node: string): GraphError {
  const message =
    `Unsupported get request. Object with ID '${node}' does not exist, cannot be loaded due to missing permissions, ` +
    'or does not support this operation. Please read the Graph API documentation at ' +
    'https://developers.facebook.com/docs/graph-api';
  return new GraphError({ status: 400, code: 100, subcode: 33, type: 'GraphMethodException', message });
}
