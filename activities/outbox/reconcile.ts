import { z } from 'zod';
import { findAbandoned, findUnknown, type Outgoing } from '#db/outbox/claim.ts';
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
 * Facebook. What is found there was sent; what is not is shown as such, for a person to decide. Nothing is sent from here.
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

async function lookUp(deps: SenderDeps, message: Outgoing & { lookups: number }): Promise<void> {
  const mid = await findAtFacebook(deps, message);
  if (mid) await settleSent(deps.pool, message, mid);
  else {
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
async function findAtFacebook(deps: SenderDeps, message: Outgoing): Promise<string | null | undefined> {
  const query = {
    platform: 'messenger',
    user_id: message.psid,
    fields: 'messages.limit(20){id,message,from,created_time}',
  };
  const token = deps.keyring.open(message.sealedToken);
  const answer = await deps.graph.get(`${message.pageFacebookId}/conversations`, query, token);
  const parsed = answer.kind === 'answer' && answer.status === 200 ? conversations.safeParse(answer.body) : undefined;
  if (!parsed?.success) return undefined;
  const candidates = parsed.data.data
    .flatMap(({ messages }) => messages?.data ?? [])
    // Of a file nothing but the missing text can be compared: Meta gives it a name of its own.
    .filter(({ from, message: text }) => from?.id === message.pageFacebookId && (text ?? '') === message.text)
    .filter(({ created_time }) => Date.parse(created_time) >= message.sendingAt.getTime() - CLOCK_SLACK_MS);
  const taken = await knownMids(
    deps.pool,
    message.pageId,
    candidates.map(({ id }) => id),
  );
  return candidates.findLast(({ id }) => !taken.has(id))?.id ?? null;
}
