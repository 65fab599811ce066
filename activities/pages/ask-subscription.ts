import { z } from 'zod';
import type { Graph } from '#activities/messenger/graph.ts';
import { errorOf, isRateLimit } from '#activities/messenger/graph-error.ts';
import type { SubscriptionFact } from '#workflows/page/vocabulary.ts';

const answerOf = z.object({ data: z.array(z.object({ subscribed_fields: z.array(z.string()).default([]) })) });

/** What the page tells our application of: a page's token sees no other one (messenger-platform §6.2). */
export async function askSubscription(graph: Graph, facebookId: string, token: string): Promise<SubscriptionFact> {
  const answer = await graph.get(`${facebookId}/subscribed_apps`, {}, token);
  if (answer.kind !== 'answer') return { kind: 'no_answer' };
  const { data } = answerOf.safeParse(answer.body);
  if (data) return { kind: 'read', fields: data.data.flatMap(({ subscribed_fields }) => subscribed_fields) };
  const { code, transient } = errorOf(answer.body);
  const isForNow = code === null || transient || code === 1 || code === 2 || code === 190 || isRateLimit(code);
  return { kind: isForNow ? 'no_answer' : 'refused' };
}

/** Puts the subscription back: the fields take the place of those that are there. The next look sees whether it is. */
export async function subscribe(graph: Graph, facebookId: string, token: string, fields: string[]): Promise<void> {
  await graph.post(`${facebookId}/subscribed_apps`, { subscribed_fields: fields }, token);
}
