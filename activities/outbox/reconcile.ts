import { z } from 'zod';
import { findAbandoned, findUnknown, type Unknown } from '#db/outbox/claim.ts';
import { knownMids } from '#db/outbox/mids.ts';
import { settle, settleSent } from '#db/outbox/settle.ts';
import { type Loop, startLoop } from '#platform/loop.ts';
import { FILE_TIMEOUT_MS, GRAPH_TIMEOUT_MS } from '../messenger/graph.ts';
import type { SenderDeps } from './sender.ts';

const LOOK_EVERY_MS = 2_000;
/** Longer than a call with everything around it can last. */
const ABANDONED_MS = { text: GRAPH_TIMEOUT_MS + 18_000, file: FILE_TIMEOUT_MS + 25_000 };
/** After so many look-ups over about a minute it is a person's turn. */
const LOOKUPS = 5;
/** What left in the last moment before the restore may not be listed at once. */
const DOUBTED_LOOKUPS = 2;
/** Meta tells no more of a conversation than its last twenty messages. */
const FAR = 20;
const doubted = { state: 'unknown', reason: 'database_restored', detail: null, againInMs: 3_000 } as const;
/** Meta's times have whole seconds, and its clock is not ours. */
const CLOCK_SLACK_MS = 5_000;

const conversations = z.object({
  data: z.array(
    z.object({
      messages: z
        .object({
          data: z.array(
            z.object({
              id: z.string(),
              created_time: z.string(),
              message: z.string().nullish(),
              from: z.object({ id: z.string() }).nullish(),
            }),
          ),
        })
        .optional(),
    }),
  ),
});

/**
 * Settles what nobody knows about: a message whose sender died becomes `unknown`; an unknown one is looked up in the conversation at
 * Facebook. What is found there was sent; what is not is shown as such, for a person to decide. Nothing is sent from here. Of what only
 * an older copy of the database called unsent, what is not there never left: it takes its place in line again.
 */
export function startReconciler(deps: SenderDeps): Loop {
  return startLoop('reconciler', deps.log, LOOK_EVERY_MS, async () => {
    for (const message of await findAbandoned(deps.pool, ABANDONED_MS)) {
      const unknown = { state: 'unknown', reason: 'no_confirmation', detail: 'abandoned', againInMs: 0 } as const;
      if (await settle(deps.pool, message, 'sending', unknown)) deps.bell.ring('change');
    }
    // One after the other: the Conversations API takes two calls a second for a page.
    for (const message of await findUnknown(deps.pool, 10)) await lookUp(deps, message);
    return false;
  });
}

async function lookUp(deps: SenderDeps, message: Unknown): Promise<void> {
  const mid = await findAtFacebook(deps, message);
  if (mid) await settleSent(deps.pool, message, mid);
  else if (message.doubted && message.lookups + 1 < DOUBTED_LOOKUPS)
    await settle(deps.pool, message, 'unknown', doubted);
  else if (message.doubted && mid === null) {
    await settle(deps.pool, message, 'unknown', { ...doubted, state: 'queued', againInMs: 0 });
    deps.bell.ring('outbox');
  } else {
    const givenUp = mid === null && message.lookups + 1 >= LOOKUPS;
    await settle(deps.pool, message, 'unknown', {
      state: 'unknown',
      reason: givenUp ? 'not_found_at_facebook' : 'no_confirmation',
      detail: null,
      againInMs: givenUp ? null : 4_000 * 2 ** Math.min(message.lookups, 3),
    });
  }
  deps.bell.ring('change');
}

/** The message's mid at Facebook; null when it is not there, undefined when Facebook does not say. */
async function findAtFacebook(deps: SenderDeps, message: Unknown): Promise<string | null | undefined> {
  const query = {
    platform: 'messenger',
    user_id: message.psid,
    fields: `messages.limit(${FAR}){id,message,from,created_time}`,
  };
  const token = deps.keyring.open(message.sealedToken);
  const answer = await deps.graph.get(`${message.pageFacebookId}/conversations`, query, token);
  const parsed = answer.kind === 'answer' && answer.status === 200 ? conversations.safeParse(answer.body) : undefined;
  if (!parsed?.success) return undefined;
  const listed = parsed.data.data.flatMap(({ messages }) => messages?.data ?? []);
  const candidates = listed
    // Of a file nothing but the missing text can be compared: Meta gives it a name of its own.
    .filter(({ from, message: text }) => from?.id === message.pageFacebookId && (text ?? '') === message.text)
    .filter(({ created_time }) => Date.parse(created_time) >= message.sendingAt.getTime() - CLOCK_SLACK_MS);
  const taken = await knownMids(
    deps.pool,
    message.pageId,
    candidates.map(({ id }) => id),
  );
  const found = candidates.findLast(({ id }) => !taken.has(id))?.id;
  // Not looked back far enough to say that it is not there.
  const isCut = message.doubted && listed.length >= FAR && candidates.length === listed.length;
  return found ?? (isCut ? undefined : null);
}
