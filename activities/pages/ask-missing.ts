import type { Pool } from 'pg';
import { z } from 'zod';
import { knownMids } from '#db/outbox/mids.ts';
import type { Graph } from '#activities/messenger/graph.ts';

/** The newest conversations are those in which something may be missing. */
const CONVERSATIONS = 5;
/** Meta tells again of what was not taken, and we may be about to read it. */
const LATE_MS = 10 * 60_000;
/** What is older was told to people before, and is brought by whoever looks for what was missed. */
const OLD_MS = 24 * 60 * 60_000;

const answerOf = z.object({
  data: z.array(
    z.object({
      is_owner: z.boolean().optional(),
      messages: z
        .object({
          data: z.array(
            z.object({ id: z.string(), created_time: z.string(), from: z.object({ id: z.string() }).nullish() }),
          ),
        })
        .optional(),
    }),
  ),
});

interface Asked {
  pageId: string;
  facebookId: string;
  token: string;
  /** What is older was before the page was connected. */
  since: number;
  now: number;
}

/** How many messages of clients Meta has of late and we do not; null: Meta does not say. */
export async function askMissing(deps: { pool: Pool; graph: Graph }, asked: Asked): Promise<number | null> {
  const { pageId, facebookId, token, since, now } = asked;
  const query = {
    platform: 'messenger',
    limit: String(CONVERSATIONS),
    fields: 'is_owner,messages.limit(5){id,created_time,from}',
  };
  const answer = await deps.graph.get(`${facebookId}/conversations`, query, token);
  const parsed = answer.kind === 'answer' && answer.status === 200 ? answerOf.safeParse(answer.body) : undefined;
  if (!parsed?.success) return null;
  const from = Math.max(since, now - OLD_MS);
  const mids = parsed.data.data
    // Of a thread that another application has we hear by other ways, or not at all.
    .filter(({ is_owner }) => is_owner !== false)
    .flatMap(({ messages }) => messages?.data ?? [])
    .filter(({ from: who }) => who && who.id !== facebookId)
    .filter(({ created_time }) => {
      const at = Date.parse(created_time);
      return at > from && at < now - LATE_MS;
    })
    .map(({ id }) => id);
  const known = await knownMids(deps.pool, pageId, mids);
  return mids.filter((mid) => !known.has(mid)).length;
}
