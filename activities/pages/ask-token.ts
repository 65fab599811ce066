import { z } from 'zod';
import type { Graph } from '#activities/messenger/graph.ts';
import type { GraphAnswer } from '#activities/messenger/graph-call.ts';
import { judgeToken } from '#activities/messenger/token-verdict.ts';
import type { TokenFact } from '#workflows/page/vocabulary.ts';

const answerOf = z.object({
  data: z
    .object({
      is_valid: z.boolean(),
      profile_id: z.string().optional(),
      scopes: z.array(z.string()).optional(),
      expires_at: z.number().optional(),
      data_access_expires_at: z.number().optional(),
      error: z.object({ subcode: z.number().optional() }).optional(),
    })
    .optional(),
  error: z.object({ code: z.number(), error_subcode: z.number().optional() }).optional(),
});

/**
 * What Meta says of a page's token, asked with that token itself: so it takes no other one, and a dead token says by
 * which subcode of error 190 it is so (messenger-platform §6.3, §6.4). Where it is not allowed to ask about itself,
 * it is asked whose it is.
 */
export async function askToken(graph: Graph, facebookId: string, token: string): Promise<TokenFact> {
  const answer = await graph.get('debug_token', { input_token: token }, token);
  return factOf(answer, facebookId) ?? (await askWhose(graph, facebookId, token));
}

function factOf(answer: GraphAnswer, facebookId: string): TokenFact | null {
  if (answer.kind !== 'answer') return { kind: 'no_answer' };
  const { data, error } = answerOf.safeParse(answer.body).data ?? {};
  if (error) return error.code === 190 || error.code === 102 ? dead(error.error_subcode) : null;
  if (!data) return { kind: 'no_answer' };
  if (!data.is_valid) return dead(data.error?.subcode);
  if (data.profile_id !== undefined && data.profile_id !== facebookId) return { kind: 'of_another' };
  // In seconds; none or 0: never.
  const ends = [data.expires_at ?? 0, data.data_access_expires_at ?? 0].filter((at) => at > 0);
  return { kind: 'good', scopes: data.scopes ?? null, until: ends.length === 0 ? null : Math.min(...ends) * 1000 };
}

async function askWhose(graph: Graph, facebookId: string, token: string): Promise<TokenFact> {
  const verdict = judgeToken(await graph.get('me', { fields: 'id' }, token), facebookId);
  if (!verdict) return { kind: 'no_answer' };
  if (verdict.kind === 'good') return { kind: 'good', scopes: null, until: null };
  return verdict.reason === 'token_of_another' ? { kind: 'of_another' } : { kind: 'dead', subcode: null };
}

const dead = (subcode: number | undefined): TokenFact => ({ kind: 'dead', subcode: subcode ?? null });
