import { z } from 'zod';
import type { Graph } from '../messenger/graph.ts';
import { bodyOf, readAll } from './read.ts';
import { SUBSCRIBED_FIELDS } from './scopes.ts';

const subscriber = z.object({ id: z.string(), name: z.string().default('') });

/** Who else hears of what happens on the page. */
export async function otherSubscribers(graph: Graph, pageId: string, token: string, own: string[]): Promise<string[]> {
  const path = `${pageId}/subscribed_apps`;
  const all = await readAll(graph, { path, fields: '', token, item: subscriber });
  return all.filter(({ id }) => !own.includes(id)).map(({ id, name }) => name || id);
}

/** Has Meta bring what happens on the page to the application. */
export async function subscribe(graph: Graph, pageId: string, token: string): Promise<void> {
  const body = { subscribed_fields: SUBSCRIBED_FIELDS };
  bodyOf(await graph.post(`${pageId}/subscribed_apps`, body, token), z.object({}));
}

/** A page's own token, by that of whoever runs it: from a long-lived one it has no end. */
export async function pageToken(graph: Graph, pageId: string, token: string): Promise<string | null> {
  const answer = await graph.get(pageId, { fields: 'access_token' }, token);
  return bodyOf(answer, z.object({ access_token: z.string().min(1).optional() })).access_token ?? null;
}

/**
 * Has Meta bring the application's events here. Null: it does; else why not: `away`, `other_address`, or as Meta says.
 * What goes elsewhere by now is not turned round: somebody else would hear nothing more.
 */
export async function subscribeApplication(
  graph: Graph,
  own: { appId: string; token: string },
  callback: { url: string; verifyToken: string },
): Promise<string | null> {
  const before = await graph.get(`${own.appId}/subscriptions`, {}, own.token);
  const known = before.kind === 'answer' ? subscriptions.safeParse(before.body).data?.data : undefined;
  const page = known?.find(({ object, active }) => object === 'page' && active !== false);
  if (page?.callback_url !== undefined && page.callback_url !== callback.url) return 'other_address';
  const body = {
    object: 'page',
    callback_url: callback.url,
    verify_token: callback.verifyToken,
    fields: SUBSCRIBED_FIELDS.join(','),
    include_values: true,
  };
  const answer = await graph.post(`${own.appId}/subscriptions`, body, own.token);
  if (answer.kind !== 'answer') return 'away';
  const refused = refusal.safeParse(answer.body);
  return refused.success ? refused.data.error.message.slice(0, 500) : null;
}

const subscriptions = z.object({
  data: z.array(z.object({ object: z.string(), callback_url: z.string().optional(), active: z.boolean().optional() })),
});
const refusal = z.object({ error: z.object({ message: z.string() }) });
